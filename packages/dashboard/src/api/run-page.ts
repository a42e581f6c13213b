import type { FoldDots, RunCurves, RunDetails } from '@foldwise/experiments';

/** A file of the artifact store that a run names. */
export interface ArtifactEntry {
  /** `predictions`, `weights of fold 1`. */
  readonly name: string;
  readonly sha256: string;
  /** Null where the file is not there. */
  readonly bytes: number | null;
}

/** What `/api/competitions/<slug>/runs/<study>/<trial>` answers; no path in it leads out of the competition's folder. */
export interface RunPage extends Omit<RunDetails, 'artifactsDirectory' | 'predictions'> {
  readonly artifacts: readonly ArtifactEntry[];
  readonly curves: RunCurves;
  readonly dots: FoldDots;
}
