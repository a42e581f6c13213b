import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import { cellAt } from '../table/column.ts';
import type { Cell, Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { addingStep } from './adding-step.ts';
import { byLevel, codesWithMissing, levelNumbers } from './column/by-level.ts';
import { expectStrings } from './expect-kind.ts';
import type { Transformer } from './transformer.ts';

export interface UniqueWithinOptions {
  /** The categories whose levels are the groups. */
  readonly by: Selector;
  /** The columns, of any kind, whose different cells are counted. */
  readonly of: Selector;
}

/**
 * Adds how many different cells of one column the training rows of a group have: `<of>_unique_by_<by>`.
 *
 * How many devices a card was used from tells more than which. Missing cells are not counted, as by pandas' `nunique`; a missing group
 * is one of its own, a group that no training row had has 0. From a public
 * notebook of IEEE-CIS fraud detection 2019 (C. Deotte).
 *
 * @example
 * uniqueWithin({ by: named('card'), of: named('device', 'email') });
 */
export function uniqueWithin({ by, of }: UniqueWithinOptions): Transformer {
  return addingStep({ kind: where, by: by.spec, of: of.spec }, (train) => {
    const counted = selectColumns(train, of, where);
    const learned = selectColumns(train, by, where).flatMap((group) =>
      counted.filter(({ name }) => name !== group.name).map((column) => learn(group, column)),
    );
    return (table) => learned.map((feature) => feature(table));
  });
}

const where = 'uniqueWithin';

function learn(group: Column, counted: Column): (table: Table) => Column {
  const by = expectStrings(where, group);
  const cells = Array.from({ length: by.levels.length + 1 }, () => new Set<Cell>());
  const rows = new Uint32Array(cells.length);
  codesWithMissing(by).forEach((code, row) => {
    rows[code]!++;
    const cell = cellAt(counted, row);
    if (cell !== null) cells[code]!.add(cell);
  });
  const counts = cells.map(({ size }, code) => (rows[code] === 0 ? Number.NaN : size));
  const numbers = levelNumbers(by, counts);
  const name = `${counted.name}_unique_by_${by.name}`;
  return (table) => byLevel(name, expectStrings(where, table.column(by.name)), numbers, 0);
}
