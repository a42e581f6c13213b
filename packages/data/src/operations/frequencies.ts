import { float64Of, numberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { count } from './aggregate/count.ts';
import type { GroupOptions } from './group-by.ts';
import { groupBy } from './group-by.ts';
import { numbersOf } from './numbers-of.ts';
import { sortBy } from './sort/sort-by.ts';
import { descending } from './sort/sorted-rows.ts';

/**
 * The different cells of a column, or of several together, with their `count` and their `share` of the rows counted: the most frequent first,
 * equally frequent ones in the order of their first rows. `valueCounts` gives those of one column as objects.
 *
 * @throws FoldwiseError as `groupBy` does.
 * @example
 * frequencies(table, ['Sex', 'Embarked'], { missing: 'keep' });
 */
export function frequencies(
  table: Table,
  keys: string | readonly string[],
  options: GroupOptions = {},
): Table {
  const sorted = sortBy(groupBy(table, keys, { count: count() }, options), descending('count'));
  const counts = float64Of(numbersOf(sorted, 'count', 'frequencies').values);
  const all = counts.reduce((sum, one) => sum + one, 0);
  return sorted.with(
    numberColumn(
      'share',
      counts.map((one) => one / all),
    ),
  );
}
