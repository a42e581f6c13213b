import type { Table } from '../table/table.ts';
import type { Aggregation } from './aggregate/aggregation.ts';
import type { GroupOptions } from './group-by.ts';
import { aggregated, groupsByName } from './group-by.ts';
import { takeOrMissing } from './take-or-missing.ts';

/**
 * The table with columns added that say of each row what is true of its group: pandas' `groupby(…).transform`.
 *
 * A row whose key is missing gets missing cells, unless `missing: "keep"`. Made of all rows of the table: where they are to be made of the
 * training rows alone, `groupBy` those and `leftJoin` the result.
 *
 * @throws FoldwiseError as `groupBy` does.
 * @example
 * withAggregates(table, 'Store', { storeMean: mean('Sales'), storeWeeks: count() });
 */
export function withAggregates(
  table: Table,
  keys: string | readonly string[],
  aggregations: Readonly<Record<string, Aggregation>>,
  options: GroupOptions = {},
): Table {
  const groups = groupsByName(table, keys, options);
  const columns = aggregated('withAggregates', table, groups, aggregations);
  return table.with(...columns.map((column) => takeOrMissing(column, groups.of)));
}
