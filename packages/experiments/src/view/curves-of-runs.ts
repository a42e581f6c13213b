import type { RunDetails } from '../run/run-details.ts';

/** How the folds of runs were trained, epoch after epoch. */
export interface RunCurves {
  readonly metric: string;
  /** What the values are: the metric, or the loss where that moves in jumps; null where runs differ in it. */
  readonly unit: 'metric' | 'loss' | null;
  readonly runs: readonly {
    readonly run: string;
    readonly folds: readonly {
      readonly fold: number;
      /** After each epoch, from epoch 1; null where it was not finite. */
      readonly values: readonly (number | null)[];
      /** The number of epochs whose weights were kept. */
      readonly kept: number | null;
    }[];
  }[];
}

/**
 * Learning curves of runs, to be laid over each other. Runs and folds that are not trained by epochs are left out.
 *
 * @param details at least one.
 * @example
 * curvesOfRuns([await showRun(home, 'best')]).runs[0]?.folds[0]?.values;
 */
export function curvesOfRuns(details: readonly RunDetails[]): RunCurves {
  const runs = details
    .map(({ row, folds }) => ({
      run: row.id,
      folds: folds
        .filter(({ curve }) => curve.length > 0)
        .map(({ fold, curve, epochs }) => ({
          fold,
          values: curve.map((value) => (Number.isFinite(value) ? value : null)),
          kept: epochs,
        })),
    }))
    .filter(({ folds }) => folds.length > 0);
  const units = new Set(
    details.flatMap(({ folds }) =>
      folds.filter(({ curve }) => curve.length > 0).map(({ unit = 'metric' }) => unit),
    ),
  );
  return { metric: details[0]!.row.metric, unit: units.size === 1 ? [...units][0]! : null, runs };
}
