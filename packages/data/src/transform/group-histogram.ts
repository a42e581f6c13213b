import { countBelow } from '../statistics/count-below.ts';
import { presentValues } from '../statistics/present.ts';
import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { addingStep } from './adding-step.ts';
import { checkWhole } from './check-option.ts';
import { byLevel, codesWithMissing, levelNumbers } from './column/by-level.ts';
import { expectNumber, expectStrings } from './expect-kind.ts';
import type { Transformer } from './transformer.ts';

export interface GroupHistogramOptions {
  /** The categories whose levels are the groups. */
  readonly by: Selector;
  /** The numbers that are counted. */
  readonly of: Selector;
  /** Bins of equal width from the least to the largest number of the training rows, at least 2; default 10. */
  readonly bins?: number;
}

/**
 * Adds how the numbers of a group's training rows are spread: `<x>_share_<bin>_by_<group>` is the share of them in a bin.
 *
 * Bins are `[edge, next edge)`, the last with its end, as numpy's `histogram` has them over all training rows. Missing cells are not
 * counted; a missing group is one of its own, and a group without a number, or new, has the shares of all rows. Playground S5E2, the
 * winner's notebook.
 *
 * @example
 * groupHistogram({ by: named('Brand'), of: named('Weight'), bins: 20 });
 */
export function groupHistogram({ by, of, bins = 10 }: GroupHistogramOptions): Transformer {
  checkWhole(where, 'bins', bins, 2);
  return addingStep({ kind: where, by: by.spec, of: of.spec, bins }, (train) => {
    const numbers = selectColumns(train, of, where).map((column) => expectNumber(where, column));
    const learned = selectColumns(train, by, where).flatMap((group) =>
      numbers.map((column) => learn(expectStrings(where, group), column, bins)),
    );
    return (table) => learned.flatMap((features) => features(table));
  });
}

const where = 'groupHistogram';

function learn(by: StringColumn, of: NumberColumn, bins: number): (table: Table) => readonly Column[] {
  const groups = by.levels.length + 1;
  // One row more, for all of them together.
  const counts = new Float64Array((groups + 1) * bins);
  const sizes = new Float64Array(groups + 1);
  const edges = innerEdges(presentValues(of), bins);
  codesWithMissing(by).forEach((code, row) => {
    const value = of.values[row]!;
    if (!Number.isFinite(value)) return;
    const bin = countBelow(edges, value, true);
    for (const group of [code, groups]) {
      counts[group * bins + bin]!++;
      sizes[group]!++;
    }
  });
  const share = (group: number, bin: number): number => counts[group * bins + bin]! / sizes[group]!;
  const features = Array.from({ length: bins }, (_, bin) => ({
    name: `${of.name}_share_${bin + 1}_by_${by.name}`,
    // 0 / 0 marks a group without a number.
    numbers: levelNumbers(
      by,
      Array.from({ length: groups }, (_each, group) => share(group, bin)),
    ),
    otherwise: sizes[groups] === 0 ? 0 : share(groups, bin),
  }));
  return (table) => {
    const column = expectStrings(where, table.column(by.name));
    return features.map(({ name, numbers, otherwise }) => byLevel(name, column, numbers, otherwise));
  };
}

/** The edges between bins of equal width; of numbers that are all the same, around them as numpy's: half of one to either side. */
function innerEdges(values: Float64Array, bins: number): readonly number[] {
  if (values.length === 0) return [];
  let least = values.reduce((a, b) => Math.min(a, b));
  let largest = values.reduce((a, b) => Math.max(a, b));
  if (least === largest) [least, largest] = [least - 0.5, largest + 0.5];
  return Array.from({ length: bins - 1 }, (_, i) => least + ((i + 1) / bins) * (largest - least));
}
