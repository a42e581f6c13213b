import { momentsOf } from '../../statistics/moments.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Gives a number column mean 0 and standard deviation 1 on the training rows.
 *
 * `(x − mean) / deviation`, the deviation by n (scikit-learn's `StandardScaler`). A constant column becomes 0 on the training rows and
 * `x − mean` on others; a column without any cell is left as it is. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), standardScale());
 */
export function standardScale(): ColumnTransformer {
  return numberStep({ kind: 'standardScale' }, (present) => {
    const { mean, rest, deviation } = momentsOf(present);
    return (value) => (value - mean - rest) / (deviation === 0 ? 1 : deviation);
  });
}
