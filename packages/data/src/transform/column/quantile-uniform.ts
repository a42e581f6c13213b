import { evenQuantiles, shareBelow } from '../../statistics/share-below.ts';
import { checkWhole } from '../check-option.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface QuantileUniformOptions {
  /** How many quantiles of the training rows are kept, at least 2; default 1,000, and never more than there are cells. */
  readonly quantiles?: number;
}

/**
 * Spreads a number column evenly over 0 … 1: a cell becomes the share of training cells below it.
 *
 * The share is interpolated between kept quantiles (scikit-learn's `QuantileTransformer` on all rows). Equal cells share the middle of
 * their shares; what lies beyond the training cells becomes 0 and 1. A constant column becomes 0 everywhere, one without any cell is
 * left as it is. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), quantileUniform());
 */
export function quantileUniform(options: QuantileUniformOptions = {}): ColumnTransformer {
  const { quantiles = 1000 } = options;
  checkWhole('quantileUniform', 'quantiles', quantiles, 2);
  return numberStep({ kind: 'quantileUniform', quantiles }, (present) => {
    if (present.length === 0) return (value) => value;
    const ascending = present.toSorted();
    if (ascending[0] === ascending.at(-1)) return () => 0;
    const kept = evenQuantiles(ascending, quantiles);
    return (value) => shareBelow(kept, value);
  });
}
