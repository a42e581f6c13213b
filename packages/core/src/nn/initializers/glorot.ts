import { fanNormal, fanUniform, type GainOptions } from './fan.ts';
import type { Initializer } from './initializer.ts';

const variance = (fanIn: number, fanOut: number): number => 2 / (fanIn + fanOut);

/**
 * w ~ U[−a, a) with a = √(6 / (fanIn + fanOut)): keeps the variance of signals and of gradients alike through tanh-like layers.
 *
 * Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation 16.
 *
 * @example
 * const kernel = glorotUniform().draw([64, 32], rng(1)); // within ±0.25
 */
export function glorotUniform(options: GainOptions = {}): Initializer {
  return fanUniform('glorotUniform', variance, options);
}

/**
 * w ~ N(0, 2 / (fanIn + fanOut)): the variance of `glorotUniform`, with normal tails.
 *
 * Glorot & Bengio 2010, equation 12. Not truncated, as in PyTorch.
 *
 * @example
 * const kernel = glorotNormal().draw([64, 32], rng(1));
 */
export function glorotNormal(options: GainOptions = {}): Initializer {
  return fanNormal('glorotNormal', variance, options);
}
