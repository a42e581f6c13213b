import { FoldwiseError } from '@foldwise/core';
import { quantileOf } from '@foldwise/data';
import { wilsonInterval } from './wilson-interval.ts';

/** How rows are put together. */
export interface CalibrationOptions {
  /** Default 10. */
  readonly bins?: number;
  /** `quantile`: as many rows in each; `uniform`: as wide each. Default `quantile`. */
  readonly strategy?: 'quantile' | 'uniform';
}

/** How often what is said to be likely is true. */
export interface CalibrationCurve {
  /** By what was predicted; those without rows are left out. */
  readonly bins: readonly {
    /** The mean of the probabilities. */
    readonly predicted: number;
    /** The share of positives. */
    readonly observed: number;
    /** Of that share, 95 %: see `wilsonInterval`. */
    readonly interval: readonly [low: number, high: number];
    readonly rows: number;
  }[];
}

/**
 * Rows of like probability, and how many of them are positive: on the diagonal where the probabilities are what they say. Rows count alike, and
 * those whose probability is NaN are left out.
 *
 * @param truth 1 where the row is positive, 0 where it is not.
 * @throws FoldwiseError `input` for a number of bins that is none.
 * @example
 * calibrationCurve([0, 1, 1, 1], [0.1, 0.4, 0.6, 0.9], { bins: 2 }).bins[1]?.observed; // 1
 */
export function calibrationCurve(
  truth: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  { bins = 10, strategy = 'quantile' }: CalibrationOptions = {},
): CalibrationCurve {
  if (!Number.isInteger(bins) || bins < 1) {
    throw new FoldwiseError(`expected a whole number of bins of at least 1, got ${bins}`, {
      code: 'input',
      where: 'calibrationCurve',
      hint: 'leave it out for 10',
    });
  }
  const sorted = Float64Array.from(probabilities)
    .filter((value) => !Number.isNaN(value))
    .toSorted();
  const inner = Array.from({ length: bins - 1 }, (_, i) => {
    const share = (i + 1) / bins;
    return strategy === 'uniform' ? share : quantileOf(sorted, share);
  });
  const sums = Array.from({ length: bins }, () => ({ rows: 0, probability: 0, positive: 0 }));
  for (let row = 0; row < probabilities.length; row++) {
    const value = probabilities[row]!;
    if (Number.isNaN(value)) continue;
    // An edge belongs to the bin below it.
    const above = inner.findIndex((edge) => edge >= value);
    const sum = sums[above === -1 ? bins - 1 : above]!;
    sum.rows++;
    sum.probability += value;
    sum.positive += truth[row]!;
  }
  return {
    bins: sums
      .filter(({ rows }) => rows > 0)
      .map(({ rows, probability, positive }) => ({
        predicted: probability / rows,
        observed: positive / rows,
        interval: wilsonInterval(positive, rows),
        rows,
      })),
  };
}
