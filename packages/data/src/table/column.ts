/** One cell: `null` is missing. */
export type Cell = number | string | null;

/** Numbers in float64; NaN is a missing cell. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly length: number;
  readonly values: Float64Array;
}

/**
 * Strings, dictionary-encoded: `levels[codes[row]]`, code −1 is a missing cell.
 *
 * `"category"` is a feature of few levels, `"text"` free text, `"id"` names a row and is never a feature by itself.
 */
export interface StringColumn {
  readonly kind: 'category' | 'text' | 'id';
  readonly name: string;
  readonly length: number;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | StringColumn;
export type ColumnKind = Column['kind'];
