import type { Tensor } from '@foldwise/core';
import type { Task } from '../competition/task.ts';
import { targetNames } from '../run/check-tables.ts';
import type { OpenCompetition } from '../run/options.ts';
import { prepareData } from '../run/prepare-data.ts';
import type { OnProgress } from '../run/progress.ts';
import { checkSameData, checkSameTask, completeRun } from '../submit/complete-run.ts';
import { storedPredictions } from '../submit/stored-predictions.ts';

/** What runs predict of the training rows, and what is true. */
export interface ReadPredictions {
  readonly task: Task;
  readonly metric: string;
  /** The names of the target columns. */
  readonly targets: readonly string[];
  /** `[rows]`: a number, 0/1, or a class index; `[rows, targets]` where several are predicted. */
  readonly truth: Tensor;
  /** `[rows]`: how much each row counts, where the competition says so. */
  readonly rowWeights?: Tensor;
  readonly runs: readonly {
    readonly run: string;
    /** `[rows, outputs]`, out of fold; NaN of rows that no fold validates. */
    readonly oof: Tensor;
  }[];
}

/**
 * Reads the out-of-fold predictions of complete runs, with the truth beside them. Reads the data.
 *
 * @param runs as `findRun` takes them.
 * @throws FoldwiseError where a run is not complete or was made on other data or for another task, or an artifact is missing or damaged.
 * @example
 * const { truth, runs } = await readPredictions(await openCompetition(home), ['best']);
 */
export async function readPredictions(
  open: OpenCompetition,
  runs: readonly string[],
  onProgress?: OnProgress,
): Promise<ReadPredictions> {
  const complete = [];
  for (const reference of runs) complete.push(await completeRun(open, reference));
  const data = await prepareData(open, onProgress);
  const { task, metric, schema } = open.competition;
  return {
    task,
    metric: metric.name,
    targets: targetNames(schema, task),
    truth: data.target,
    ...(data.rowWeights !== undefined && { rowWeights: data.rowWeights }),
    runs: complete.map(({ row, header, event }) => {
      checkSameData(row.id, header, data, open.home.slug);
      checkSameTask(row.id, header, open);
      return { run: row.id, oof: storedPredictions(open.home, event).oof };
    }),
  };
}
