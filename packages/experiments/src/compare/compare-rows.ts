import { FoldwiseError, isBetter, type Metric, type Rng, type Tensor } from '@foldwise/core';
import { quantileOf } from '@foldwise/data';
import { drawnRows, type PredictedRows, rowsWithAll } from './drawn-rows.ts';

/** Out-of-fold predictions of two runs on the same rows. */
export interface CompareRowsOptions {
  readonly metric: Metric;
  /** `[rows]`, or `[rows, targets]`, as the metric takes it. */
  readonly truth: Tensor | ArrayLike<number>;
  /** `[rows]`: how much each counts; default all the same. */
  readonly weights?: Tensor;
  /** `[rows, outputs]`; a row that is NaN in either is left out. */
  readonly first: Tensor;
  readonly second: Tensor;
  readonly rng: Rng;
  /** How often rows are drawn; default 1000. */
  readonly resamples?: number;
  /** Of the interval; default 0.95. */
  readonly confidence?: number;
}

/** Two runs, compared by the metric on all rows at once: the first less the second, in the metric's unit. */
export interface RowComparison {
  readonly rows: number;
  readonly difference: number;
  readonly confidence: number;
  readonly interval: readonly [low: number, high: number];
  /** The share of the drawn samples on which the first is better, half of the ties included. */
  readonly firstBetter: number;
  /** Samples on which the metric says something of both. */
  readonly resamples: number;
}

/**
 * The paired bootstrap (Efron & Tibshirani 1993): rows are drawn with replacement, the same for both runs, and the difference of the
 * metric on them is taken; the interval runs between its quantiles. It says what other rows from the same source would change, not what
 * another training would: for that see `compareFolds`. Rows that hang together, as of one group, make it too narrow.
 *
 * Undefined where the metric says nothing of these rows, or of none of the samples.
 *
 * @throws FoldwiseError `input` where the shapes do not fit, no row has both predictions, or an option is out of its range.
 * @example
 * compareRows({ metric: rmse(), truth: [1, 2, 3], first: tensor([[1], [2], [4]]), second: tensor([[0], [2], [5]]), rng: rng(0) });
 */
export function compareRows(options: CompareRowsOptions): RowComparison | undefined {
  const { metric, truth, weights, first, second, rng, resamples = 1000, confidence = 0.95 } = options;
  if (!Number.isInteger(resamples) || resamples < 1 || !(confidence > 0 && confidence < 1)) {
    throw new FoldwiseError(
      `expected a whole number of samples of at least 1 and a confidence between 0 and 1, got ${resamples} and ${confidence}`,
      { code: 'input', where: 'compareRows', hint: 'leave both out' },
    );
  }
  const data = rowsWithAll(truth, [first, second], weights);
  const differenceOf = ({
    truth: of,
    predictions: [a, b],
    weights: by,
  }: PredictedRows): readonly [number, number] => [metric.score(of, a!, by), metric.score(of, b!, by)];
  const rows = data.truth.shape[0]!;
  const [a, b] = differenceOf(data);
  const scores = Array.from({ length: resamples }, (_, sample) => {
    const random = rng.split(`sample ${sample}`);
    return differenceOf(
      drawnRows(
        data,
        Uint32Array.from({ length: rows }, () => random.below(rows)),
      ),
    );
  }).filter((pair) => pair.every(Number.isFinite));
  const difference = a - b;
  if (!Number.isFinite(difference) || scores.length === 0) return undefined;
  const sorted = Float64Array.from(scores, ([x, y]) => x - y).toSorted();
  const better = scores.reduce(
    (sum, [x, y]) => sum + (x === y ? 0.5 : Number(isBetter(metric.goal, x, y))),
    0,
  );
  return {
    rows,
    difference,
    confidence,
    interval: [quantileOf(sorted, (1 - confidence) / 2), quantileOf(sorted, (1 + confidence) / 2)],
    firstBetter: better / scores.length,
    resamples: scores.length,
  };
}
