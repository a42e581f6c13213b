import { checkNumber } from '../check-option.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

export interface SmoothClipOptions {
  /** Results stay between −limit and limit; above 0, default 3. */
  readonly limit?: number;
}

/**
 * Bends numbers smoothly into (−limit, limit), so that outliers stay in order but near: `x / √(1 + (x/limit)²)`.
 *
 * For numbers that a scaler has brought around 0; near 0 it changes nothing. The step of RealMLP's preprocessing behind its robust
 * scaling, which limits to 3 (Holzmüller et al. 2024, "Better by default"). Nothing is learned. Missing cells stay missing.
 *
 * @example
 * onColumns(numeric(), impute('median'), standardScale(), smoothClip());
 */
export function smoothClip(options: SmoothClipOptions = {}): ColumnTransformer {
  const { limit = 3 } = options;
  checkNumber('smoothClip', 'limit', limit, 'a finite number above 0', (value) => value > 0);
  return numberStep({ kind: 'smoothClip', limit }, () => (value) => bend(value, limit));
}

/** z / √(1 + (z/limit)²). */
export function bend(z: number, limit: number): number {
  const part = z / limit;
  // Far out the square would overflow, and the limit is reached to the last digit.
  return Math.abs(part) > 1e9 ? limit * Math.sign(z) : z / Math.sqrt(1 + part * part);
}
