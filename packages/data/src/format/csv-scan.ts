import type { CsvColumns } from './csv-columns.ts';
import type { CellDecoder } from './decode-cell.ts';
import type { TableOptions } from './table-options.ts';

/** A scan of the rows of a file: what it needs to know, and how far it is. */
export interface CsvScan {
  readonly file: string;
  readonly delimiter: number;
  readonly decoder: CellDecoder;
  /** Quotes say nothing: every field of the file has them. */
  readonly ignoreQuotes: boolean;
  /** Whether a token for "missing" looks like a number (`-999`), so that it has to be asked about first. */
  readonly numericTokens: boolean;
  /** Rows that are wanted, `Infinity` for all. */
  readonly mostRows: number;
  readonly options: TableOptions;
  readonly state: CsvColumns;
  /** Rows that were read. */
  rows: number;
  /** Where the row begins that comes next, in the part. */
  rowStart: number;
  /** Quotes were to be ignored, but not every field has them: what was read is of no use. */
  quotesCount: boolean;
}
