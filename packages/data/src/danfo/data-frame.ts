/** The part of danfojs' `DataFrame` that the bridge uses; danfojs' own type fits it. */
export interface DanfoDataFrame {
  readonly columns: string[];
  readonly dtypes: string[];
  /** Rows of cells. */
  readonly values: unknown;
}
