/** Where a competition lives on this machine. */
export interface CompetitionHome {
  readonly slug: string;
  /** File URL of the module whose default export is the competition; workers import it again. */
  readonly module: string;
  /** Holds `runs/` and `submissions/` (and `data/`, unless `dataDirectory` says otherwise). */
  readonly directory: string;
  /** The raw files. */
  readonly dataDirectory: string;
}
