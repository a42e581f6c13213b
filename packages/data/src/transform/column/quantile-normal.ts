import { normalQuantile } from '@foldwise/core/base';
import { evenQuantiles, shareBelow } from '../../statistics/share-below.ts';
import { checkWhole } from '../check-option.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface QuantileNormalOptions {
  /** How many quantiles of the training rows are kept, at least 2; default 1,000, and never more than there are cells. */
  readonly quantiles?: number;
}

/** The least and the largest cell would go to ∓Infinity: they go to the quantile of 10⁻⁷, ∓5.2, as in scikit-learn. */
const end = normalQuantile(1e-7 - 2 ** -52);

/**
 * Gives a number column a normal distribution on the training rows, whatever its own.
 *
 * The share of training cells below x, interpolated between kept quantiles, goes through the inverse of the normal distribution
 * (scikit-learn's `QuantileTransformer` on all rows). Equal cells share the middle of their shares; the least and the largest cell, and
 * what lies beyond them, become −5.2 and 5.2. A constant column becomes 0 everywhere, one without any cell is left as it is.
 * Missing cells stay missing: impute first. `rankGauss()` has no such far ends.
 *
 * @example
 * onColumns(numeric(), impute('median'), quantileNormal());
 */
export function quantileNormal(options: QuantileNormalOptions = {}): ColumnTransformer {
  const { quantiles = 1000 } = options;
  checkWhole('quantileNormal', 'quantiles', quantiles, 2);
  return numberStep({ kind: 'quantileNormal', quantiles }, (present) => {
    if (present.length === 0) return (value) => value;
    const ascending = present.toSorted();
    if (ascending[0] === ascending.at(-1)) return () => 0;
    const kept = evenQuantiles(ascending, quantiles);
    return (value) => Math.min(-end, Math.max(end, normalQuantile(shareBelow(kept, value))));
  });
}
