import { FoldwiseError, log1p } from '@foldwise/core';
import { quantileOf } from '@foldwise/data';
import type { Scale } from '../competition/task.ts';

/** How far predictions are off. */
export interface Residuals {
  /** What differences are taken of: the numbers, or log(1 + them). */
  readonly scale: Scale;
  /** At most 2000 rows, as many apart as it takes. */
  readonly points: readonly {
    readonly row: number;
    /** In the target's unit. */
    readonly truth: number;
    readonly predicted: number;
    /** Predicted less true, on the scale. */
    readonly residual: number;
  }[];
  /** Of all rows, on the scale. */
  readonly rows: number;
  readonly mean: number;
  readonly sd: number;
  /** At 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly [number, number, number, number, number];
  /** Rows by their residual, between the 0.5 % and the 99.5 % quantile; those beyond are in the first and the last. */
  readonly histogram: { readonly from: number; readonly to: number; readonly counts: readonly number[] };
  /** Rows by what was predicted, as many in each: their mean prediction, and the median residual with the half in the middle around it. */
  readonly trend: readonly {
    readonly predicted: number;
    readonly low: number;
    readonly median: number;
    readonly high: number;
  }[];
}

const MOST_POINTS = 2000;
const BARS = 31;
const PARTS = 10;

/**
 * Predictions less the truth, on the scale that the task is learned on. Rows without a prediction are left out.
 *
 * @throws FoldwiseError `input` where no row has one.
 * @example
 * residualsOf([1, 2, 3], [1.5, 2, 2]).mean; // -0.16…
 */
export function residualsOf(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  scale: Scale = 'linear',
): Residuals {
  const on = (value: number): number => (scale === 'log1p' ? log1p(value) : value);
  const all = Array.from({ length: truth.length }, (_, row) => ({
    row,
    truth: truth[row]!,
    predicted: predicted[row]!,
    residual: on(predicted[row]!) - on(truth[row]!),
  })).filter(({ residual }) => Number.isFinite(residual));
  if (all.length === 0) {
    throw new FoldwiseError(`expected a row with a prediction, got none of ${truth.length}`, {
      code: 'input',
      where: 'residualsOf',
      hint: 'pass out-of-fold predictions of a complete run',
    });
  }
  const sorted = Float64Array.from(all, ({ residual }) => residual).toSorted();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const every = Math.ceil(all.length / MOST_POINTS);
  return {
    scale,
    points: all.filter((_, i) => i % every === 0),
    rows: all.length,
    mean,
    sd: sorted.length < 2 ? 0 : Math.sqrt(squares / (sorted.length - 1)),
    quantiles: [0.05, 0.25, 0.5, 0.75, 0.95].map((share) =>
      quantileOf(sorted, share),
    ) as unknown as Residuals['quantiles'],
    histogram: histogramOf(sorted),
    trend: trendOf(all),
  };
}

function histogramOf(sorted: Float64Array): Residuals['histogram'] {
  const [from, to] = [quantileOf(sorted, 0.005), quantileOf(sorted, 0.995)];
  const counts = Array.from({ length: BARS }, () => 0);
  for (const value of sorted) {
    const share = from === to ? 0.5 : (value - from) / (to - from);
    counts[Math.min(BARS - 1, Math.max(0, Math.floor(share * BARS)))]!++;
  }
  return { from, to, counts };
}

function trendOf(points: Residuals['points']): Residuals['trend'] {
  const byPrediction = points.toSorted((a, b) => a.predicted - b.predicted);
  const parts = Math.min(PARTS, Math.floor(points.length / 5));
  return Array.from({ length: parts }, (_, part) => {
    const own = byPrediction.slice(
      Math.floor((part * points.length) / parts),
      Math.floor(((part + 1) * points.length) / parts),
    );
    const residuals = Float64Array.from(own, ({ residual }) => residual).toSorted();
    return {
      predicted: own.reduce((sum, { predicted }) => sum + predicted, 0) / own.length,
      low: quantileOf(residuals, 0.25),
      median: quantileOf(residuals, 0.5),
      high: quantileOf(residuals, 0.75),
    };
  });
}
