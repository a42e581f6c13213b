import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface MinMaxScaleOptions {
  /** Keep cells of new rows inside 0 … 1 as well; default false. */
  readonly clip?: boolean;
}

/**
 * Brings a number column to 0 … 1 on the training rows.
 *
 * `(x − least) / (largest − least)`. A constant column becomes 0 on the training rows and `x − least` on others; a column without any
 * cell is left as it is. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(matching(/^pixel/), minMaxScale());
 */
export function minMaxScale(options: MinMaxScaleOptions = {}): ColumnTransformer {
  const { clip = false } = options;
  return numberStep({ kind: 'minMaxScale', clip }, (present) => {
    const least = present.reduce((a, b) => Math.min(a, b), present[0] ?? 0);
    const largest = present.reduce((a, b) => Math.max(a, b), present[0] ?? 0);
    // Halves, since the whole range of two very large numbers can overflow.
    const half = largest / 2 - least / 2;
    return (value) => {
      const scaled = half === 0 ? value - least : (value / 2 - least / 2) / half;
      return clip ? Math.min(1, Math.max(0, scaled)) : scaled;
    };
  });
}
