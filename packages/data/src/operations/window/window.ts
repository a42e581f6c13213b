import type { Described } from '@foldwise/core/base';
import type { Column } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Segments } from '../keys/segments.ts';

/** One cell for every row, made of the rows around it in its group: `shift('Sales', 1)`, `rolling(mean('Sales'), …)`. */
export interface Window extends Described {
  /** The cells for the rows of `frame`, whose runs are the groups in order; a row in none gets a missing cell. */
  along(table: Table, frame: Segments, name: string): Column;
}
