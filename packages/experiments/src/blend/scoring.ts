import { isBetter } from '@foldwise/core';
import type { BlendData } from './blender.ts';
import { offScale, onScale } from './mixture.ts';
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

/** The members on their scale, and the metric of what is added up of them, on at most so many evenly spread rows. */
export function scoringOf(data: BlendData, most: number): Scoring {
  const { task, metric, truth, rowWeights, predictions } = thinned(data, most);
  const { shape } = predictions[0]!;
  return {
    columns: predictions.map((prediction) => onScale(task, prediction)),
    score: (sums) => metric.score(truth, offScale(task, shape, sums), rowWeights),
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
