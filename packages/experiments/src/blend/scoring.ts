import { isBetter } from '@foldwise/core';
import { scaleOf } from '../competition/task.ts';
import type { BlendData } from './blender.ts';
import { offScale, onScale } from './mixture.ts';
import { squaredErrorsOf } from './squared-errors.ts';
import { rowsOf } from '../model/hold-out-rows.ts';

/** Scores of sums of members, on the scale on which they are added. */
export interface Scoring {
  readonly columns: readonly Float64Array[];
  /** The metric of what these sums are predictions of. */
  readonly score: (sums: Float64Array) => number;
  readonly isBetter: (score: number, than: number) => boolean;
}

/** Evenly spread rows of the data, at most so many. */
function thinned(data: BlendData, most: number): BlendData {
  const rows = data.truth.shape[0]!;
  if (rows <= most) return data;
  const kept = Uint32Array.from({ length: most }, (_, i) => Math.floor((i * rows) / most));
  return {
    ...data,
    truth: rowsOf(data.truth, kept),
    ...(data.rowWeights !== undefined && { rowWeights: rowsOf(data.rowWeights, kept) }),
    predictions: data.predictions.map((prediction) => rowsOf(prediction, kept)),
  };
}

/**
 * The score of sums where a metric squares errors on the very scale that sums are on: there is no need to leave the scale and come back, which
 * is most of what such a score costs, and a selection asks for a million of them. Undefined for others.
 */
function squaredScoring({ task, metric, truth, rowWeights }: BlendData): Scoring['score'] | undefined {
  const errors = squaredErrorsOf(metric);
  if (errors === undefined || task.kind !== 'regression' || truth.shape.length > 1) return undefined;
  if (errors.scale !== scaleOf(task, 0)) return undefined;
  const aims = truth.data.map(errors.on);
  const least = errors.scale === 'log1p' ? 0 : -Infinity;
  const weights = rowWeights?.data ?? new Float64Array(aims.length).fill(1);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return (sums) => {
    let mean = 0;
    for (let row = 0; row < aims.length; row++) {
      mean += weights[row]! * (Math.max(least, sums[row]!) - aims[row]!) ** 2;
    }
    return errors.scoreOf(mean / whole);
  };
}

/** The members on their scale, and the metric of what is added up of them, on at most so many evenly spread rows. */
export function scoringOf(data: BlendData, most: number): Scoring {
  const kept = thinned(data, most);
  const { task, metric, truth, rowWeights, predictions } = kept;
  const { shape } = predictions[0]!;
  return {
    columns: predictions.map((prediction) => onScale(task, prediction)),
    score: squaredScoring(kept) ?? ((sums) => metric.score(truth, offScale(task, shape, sums), rowWeights)),
    isBetter: (score, than) => isBetter(metric.goal, score, than),
  };
}

/** The column with the best score; of equals, and where no score is defined, the first. */
export function bestColumn({ columns, score, isBetter: betters }: Scoring): number {
  let [best, bestScore] = [0, NaN];
  for (const [m, column] of columns.entries()) {
    const found = score(column);
    if (betters(found, bestScore)) [best, bestScore] = [m, found];
  }
  return best;
}

/** The member with the best score; of equals, and where no score is defined, the first. */
export function bestMember({ metric, truth, rowWeights, predictions }: BlendData): number {
  let [best, bestScore] = [0, NaN];
  for (const [m, prediction] of predictions.entries()) {
    const score = metric.score(truth, prediction, rowWeights);
    if (isBetter(metric.goal, score, bestScore)) [best, bestScore] = [m, score];
  }
  return best;
}

/** Weight 1 for one member and none for the others. */
export function only(member: number, of: number): readonly number[] {
  return Array.from({ length: of }, (_, m) => (m === member ? 1 : 0));
}
