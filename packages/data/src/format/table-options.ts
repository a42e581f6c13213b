import type { ColumnKind } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';

/** What every reader of tables takes, whatever the format. */
export interface TableOptions {
  /** What errors call the file; default its path, or the name of the format. */
  readonly name?: string;
  /** The columns and what they are; a column that the file lacks is an error. */
  readonly schema?: Schema;
  /** Columns of the schema that the file may lack, as a test file does the target. Ignored ones it may always lack. */
  readonly mayLack?: readonly string[];
  /** Columns that the schema lacks: `"error"` (default), `"skip"` them, or `"infer"` their kinds. */
  readonly others?: 'error' | 'skip' | 'infer';
  /** Kinds of columns instead of inferred ones: one for all, or by name. Not together with `schema`. */
  readonly kinds?: ColumnKind | Readonly<Record<string, ColumnKind>>;
  /** Read these columns alone, in the order of the file; default all. */
  readonly columns?: readonly string[];
  /** Read no more than so many rows, the first ones, of which alone kinds are inferred then; default all. */
  readonly rows?: number;
  /** Bytes that the table may take before reading it is refused; default the memory of the machine, or of its container. */
  readonly memoryLimit?: number;
}
