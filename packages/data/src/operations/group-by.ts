import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import { Table, takeRows } from '../table/table.ts';
import type { Aggregation } from './aggregate/aggregation.ts';
import type { Groups, MissingKeys } from './keys/groups-of.ts';
import { groupsOf } from './keys/groups-of.ts';
import { segmentsOf } from './keys/segments.ts';
import type { Segments } from './keys/segments.ts';

/** How rows are put into groups. */
export interface GroupOptions {
  /** Rows with a missing key are left out (`"drop"`, the default, as in pandas) or missing is a key of its own (`"keep"`). */
  readonly missing?: MissingKeys;
}

/**
 * One row for each different key, in the order of their first rows: the keys, then a column for each aggregation, under its name.
 *
 * Keys are equal as cells are: `1` is not `"1"`, −0 is 0. Without keys all rows are one group.
 *
 * @throws FoldwiseError `data` for a column that is not there or of the wrong kind, or a result named as a key; `input` for what is no aggregation.
 * @example
 * groupBy(table, ['Store', 'Dept'], { weeks: count(), mean: mean('Sales'), peak: max('Sales') });
 */
export function groupBy(
  table: Table,
  keys: string | readonly string[],
  aggregations: Readonly<Record<string, Aggregation>>,
  options: GroupOptions = {},
): Table {
  const names = typeof keys === 'string' ? [keys] : keys;
  const taken = Object.keys(aggregations).find((name) => names.includes(name));
  if (taken !== undefined) {
    throw new FoldwiseError(`expected results named otherwise than the keys, got "${taken}"`, {
      code: 'data',
      where: 'groupBy',
      hint: 'give it another name',
    });
  }
  const groups = groupsByName(table, names, options);
  const keyColumns = names.map((name) => takeRows(table.column(name), groups.first));
  return new Table([...keyColumns, ...aggregated('groupBy', table, groups, aggregations)], groups.count);
}

/** The groups by the columns of these names. */
export function groupsByName(
  table: Table,
  keys: string | readonly string[],
  { missing = 'drop' }: GroupOptions = {},
): Groups {
  const names = typeof keys === 'string' ? [keys] : keys;
  return groupsOf(
    names.map((name) => table.column(name)),
    table.length,
    missing,
  );
}

/** A column for each aggregation, a cell for each group. */
export function aggregated(
  where: string,
  table: Table,
  groups: Groups,
  aggregations: Readonly<Record<string, Aggregation>>,
): readonly Column[] {
  // Only where some aggregation needs the rows of a group together.
  let segments: Segments | undefined;
  return Object.entries(aggregations).map(([name, aggregation]) => {
    if (aggregation?.byGroup !== undefined) return aggregation.byGroup(table, groups, name);
    if (typeof aggregation?.over === 'function') {
      segments ??= segmentsOf(groups);
      return aggregation.over(table, segments, name);
    }
    throw new FoldwiseError(
      `expected an aggregation such as mean("x") under "${name}", got ${typeof aggregation}`,
      {
        code: 'input',
        where,
      },
    );
  });
}
