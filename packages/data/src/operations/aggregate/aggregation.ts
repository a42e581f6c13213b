import type { Described } from '@foldwise/core/base';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Groups } from '../keys/groups-of.ts';
import type { Segments } from '../keys/segments.ts';

/** One number or string out of some rows: `mean('Age')`, `count()`. What `groupBy`, `withAggregates`, `pivot` and `rolling` take. */
export interface Aggregation extends Described {
  /** One cell for each run of rows, as a column of this name. */
  over(table: Table, segments: Segments, name: string): Column;
  /**
   * Where there is one, the same of each group, to the last bit, worked out in the order of the rows: it spares `groupBy` to put the rows of
   * each group together.
   */
  readonly byGroup?: (table: Table, groups: Groups, name: string) => Column;
  /**
   * Where there is one, what the same is worked out with value by value: takes the next number that is there, and gives the result of
   * all so far. `expanding` then needs no more than one pass.
   */
  readonly running?: () => (value: number) => number;
  /** The column it is made of; none for `count()`. */
  readonly column?: string;
}
