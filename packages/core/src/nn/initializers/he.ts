import { fanNormal, fanUniform, type GainOptions } from './fan.ts';
import type { Initializer } from './initializer.ts';

const variance = (fanIn: number): number => 2 / fanIn;

/**
 * w ~ U[−a, a) with a = √(6 / fanIn): keeps the variance of signals through ReLU-like layers.
 *
 * He et al. 2015, "Delving Deep into Rectifiers", section 2.2.
 *
 * @example
 * const kernel = heUniform().draw([64, 32], rng(1));
 */
export function heUniform(options: GainOptions = {}): Initializer {
  return fanUniform('heUniform', variance, options);
}

/**
 * w ~ N(0, 2 / fanIn): the variance of `heUniform`, with normal tails.
 *
 * He et al. 2015, equation 10. Not truncated, as in PyTorch.
 *
 * @example
 * const kernel = heNormal().draw([64, 32], rng(1));
 */
export function heNormal(options: GainOptions = {}): Initializer {
  return fanNormal('heNormal', variance, options);
}
