import { FoldwiseError } from '../../errors.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import { initializer } from './initializer.ts';
import type { Initializer } from './initializer.ts';

/** The bounds of a uniform distribution of weights. */
export interface UniformWeightsOptions {
  /** −0.05 by default. */
  readonly min?: number;
  /** 0.05 by default; at least `min`. */
  readonly max?: number;
}

/**
 * Independent uniform weights, w ~ U[min, max).
 *
 * @example
 * const kernel = uniformWeights({ min: -0.1, max: 0.1 }).draw([64, 32], rng(1));
 */
export function uniformWeights(options: UniformWeightsOptions = {}): Initializer {
  const { min = -0.05, max = 0.05 } = checkOptions('uniformWeights', options, ['min', 'max']);
  checkNumber('uniformWeights', 'min', min);
  checkNumber('uniformWeights', 'max', max);
  if (min > max) {
    throw new FoldwiseError(`expected min to be at most max, got min ${min} and max ${max}`, {
      code: 'input',
      where: 'uniformWeights',
      hint: 'swap them',
    });
  }
  const spec = { kind: 'uniformWeights', min, max };
  return initializer(spec, (_shape, rng) => () => min + (max - min) * rng.uniform());
}
