import { medianOf, quantileOf } from '../../statistics/quantile.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';
import { bend } from './smooth-clip.ts';

export interface RobustScaleOptions {
  /** Bend the result smoothly into (−3, 3), so that outliers stay in order but near; default false. */
  readonly smoothClip?: boolean;
}

/**
 * Centres a number column by its median and divides by its interquartile range, which outliers do not move.
 *
 * `z = (x − median) / (q75 − q25)`; where that range is 0, half the distance from least to largest; where that is 0 too, the column is
 * constant and becomes 0 everywhere. With `smoothClip`, `z / √(1 + (z/3)²)`, which is `smoothClip()` behind it. This is the preprocessing of RealMLP (Holzmüller et al.
 * 2024, "Better by default"). Quantiles interpolate linearly, as numpy's. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), robustScale({ smoothClip: true }));
 */
export function robustScale(options: RobustScaleOptions = {}): ColumnTransformer {
  const { smoothClip = false } = options;
  return numberStep({ kind: 'robustScale', smoothClip }, (present) => {
    const { median, factor } = spreadOf(present.toSorted());
    return (value) => {
      const z = factor === 0 ? 0 : (value - median) * factor;
      return smoothClip ? bend(z, 3) : z;
    };
  });
}

function spreadOf(ascending: Float64Array): { readonly median: number; readonly factor: number } {
  if (ascending.length === 0) return { median: 0, factor: 0 };
  const range =
    quantileOf(ascending, 0.75) - quantileOf(ascending, 0.25) || (ascending.at(-1)! - ascending[0]!) / 2;
  const factor = range === 0 ? 0 : 1 / range;
  return { median: medianOf(ascending), factor: Number.isFinite(factor) ? factor : 0 };
}
