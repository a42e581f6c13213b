import { FoldwiseError } from '@foldwise/core/base';
import { quantileOf } from '../../statistics/quantile.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface ClipOutliersOptions {
  /** The share of training cells below the lower bound; default 0.01. */
  readonly lower?: number;
  /** The share of training cells below the upper bound; default 0.99. */
  readonly upper?: number;
}

/**
 * Moves cells outside two quantiles of the training rows onto them (winsorising).
 *
 * A column without any cell is left as it is; missing cells stay missing.
 *
 * @example
 * onColumns(named('Fare'), clipOutliers({ lower: 0, upper: 0.99 }));
 */
export function clipOutliers(options: ClipOutliersOptions = {}): ColumnTransformer {
  const { lower = 0.01, upper = 0.99 } = options;
  if (!(lower >= 0 && lower < upper && upper <= 1)) {
    throw new FoldwiseError(`expected shares 0 ≤ lower < upper ≤ 1, got lower ${lower} and upper ${upper}`, {
      code: 'input',
      where: 'clipOutliers',
      hint: 'pass { lower: 0.01, upper: 0.99 }',
    });
  }
  return numberStep({ kind: 'clipOutliers', lower, upper }, (present) => {
    if (present.length === 0) return (value) => value;
    const ascending = present.toSorted();
    const least = quantileOf(ascending, lower);
    const largest = quantileOf(ascending, upper);
    return (value) => Math.min(largest, Math.max(least, value));
  });
}
