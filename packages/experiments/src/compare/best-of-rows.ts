import { FoldwiseError, type Metric, type Rng, type Tensor } from '@foldwise/core';
import { quantileOf } from '@foldwise/data';
import { indexOfBest } from './best-of-folds.ts';
import { drawnRows, rowsWithAll } from './drawn-rows.ts';

/** Out-of-fold predictions of the runs that the best is chosen from. */
export interface BestOfRowsOptions {
  readonly metric: Metric;
  /** `[rows]`, as the metric takes it. */
  readonly truth: ArrayLike<number>;
  /** `[rows, outputs]` of each run; a row that is NaN in one is left out. */
  readonly predictions: readonly Tensor[];
  readonly rng: Rng;
  /** How often rows are drawn; default 500. */
  readonly resamples?: number;
  /** Of the interval; default 0.95. */
  readonly confidence?: number;
}

/** What the best of several runs is worth, once the choice among them is paid for. */
export interface BestOfRows {
  readonly candidates: number;
  readonly rows: number;
  /** The best score on all rows: too good, since it was chosen for what it is. */
  readonly raw: number;
  /** The mean of the scores, on the rows that were not drawn, of what would be chosen by those that were. */
  readonly corrected: number;
  readonly confidence: number;
  readonly interval: readonly [low: number, high: number];
}

/**
 * Corrects the best of several runs for the winner's curse by the bootstrap of Tsamardinos, Greasidou & Borboudakis (2018), "BBC-CV":
 * rows are drawn with replacement, the run that is best on them is scored on the rest, and the mean of these scores is the estimate,
 * their quantiles its interval. No model is trained again. It works with one fold too, where `bestOfFolds` has nothing to leave out.
 *
 * Undefined where the metric says nothing of these rows.
 *
 * @throws FoldwiseError `input` for no run, shapes that do not fit, or no row with all predictions.
 * @example
 * bestOfRows({ metric: rmse(), truth, predictions: [oofOfFirst, oofOfSecond], rng: rng(0) })?.corrected;
 */
export function bestOfRows(options: BestOfRowsOptions): BestOfRows | undefined {
  const { metric, truth, predictions, rng, resamples = 500, confidence = 0.95 } = options;
  if (
    predictions.length === 0 ||
    !(Number.isInteger(resamples) && resamples > 0 && confidence > 0 && confidence < 1)
  ) {
    throw new FoldwiseError(
      `expected a run, a whole number of samples of at least 1 and a confidence between 0 and 1, got ${predictions.length}, ${resamples} and ${confidence}`,
      { code: 'input', where: 'bestOfRows', hint: 'pass the predictions of every complete run' },
    );
  }
  const data = rowsWithAll(truth, predictions);
  const rows = data.truth.shape[0]!;
  const scoresOf = ({ truth: of, predictions: each }: typeof data): readonly number[] =>
    each.map((prediction) => metric.score(of, prediction));
  const judged: number[] = [];
  for (let sample = 0; sample < resamples; sample++) {
    const random = rng.split(`sample ${sample}`);
    const drawn = Uint32Array.from({ length: rows }, () => random.below(rows));
    const isDrawn = new Uint8Array(rows);
    for (const row of drawn) isDrawn[row] = 1;
    const rest = Uint32Array.from({ length: rows }, (_, row) => row).filter((row) => isDrawn[row] === 0);
    if (rest.length === 0) continue;
    const chosen = indexOfBest(scoresOf(drawnRows(data, drawn)), metric.goal);
    const left = drawnRows({ truth: data.truth, predictions: [data.predictions[chosen]!] }, rest);
    judged.push(scoresOf(left)[0]!);
  }
  const defined = Float64Array.from(judged.filter(Number.isFinite)).toSorted();
  const scores = scoresOf(data);
  const raw = scores[indexOfBest(scores, metric.goal)]!;
  if (defined.length === 0 || !Number.isFinite(raw)) return undefined;
  return {
    candidates: predictions.length,
    rows,
    raw,
    corrected: defined.reduce((sum, score) => sum + score, 0) / defined.length,
    confidence,
    interval: [quantileOf(defined, (1 - confidence) / 2), quantileOf(defined, (1 + confidence) / 2)],
  };
}
