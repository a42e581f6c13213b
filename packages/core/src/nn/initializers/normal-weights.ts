import { checkNumber, checkOptions } from '../../check-option.ts';
import { initializer } from './initializer.ts';
import type { Initializer } from './initializer.ts';

/** Where a normal distribution of weights lies. */
export interface NormalWeightsOptions {
  /** Standard deviation; 0.05 by default. */
  readonly std?: number;
  /** 0 by default. */
  readonly mean?: number;
}

/**
 * Independent normal weights, w ~ N(mean, std²).
 *
 * @example
 * const kernel = normalWeights({ std: 0.02 }).draw([64, 32], rng(1));
 */
export function normalWeights(options: NormalWeightsOptions = {}): Initializer {
  const { std = 0.05, mean = 0 } = checkOptions('normalWeights', options, ['std', 'mean']);
  checkNumber('normalWeights', 'std', std, 'a finite number of at least 0', (value) => value >= 0);
  checkNumber('normalWeights', 'mean', mean);
  return initializer({ kind: 'normalWeights', mean, std }, (_shape, rng) => () => mean + std * rng.normal());
}
