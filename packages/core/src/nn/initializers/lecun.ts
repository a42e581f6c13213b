import { fanNormal, fanUniform, type GainOptions } from './fan.ts';
import type { Initializer } from './initializer.ts';

const variance = (fanIn: number): number => 1 / fanIn;

/**
 * w ~ U[−a, a) with a = √(3 / fanIn): the variance of `lecunNormal`, with bounds. Lasagne's `HeUniform` with its gain of 1.
 *
 * LeCun et al. 1998, "Efficient BackProp", section 4.6.
 *
 * @example
 * const kernel = lecunUniform().draw([64, 32], rng(1));
 */
export function lecunUniform(options: GainOptions = {}): Initializer {
  return fanUniform('lecunUniform', variance, options);
}

/**
 * w ~ N(0, 1 / fanIn): unit variance in, unit variance out; what SELU is derived for.
 *
 * LeCun et al. 1998, "Efficient BackProp", equation 16; Klambauer et al. 2017, "Self-Normalizing Neural Networks", section 2.
 *
 * @example
 * const kernel = lecunNormal().draw([64, 32], rng(1));
 */
export function lecunNormal(options: GainOptions = {}): Initializer {
  return fanNormal('lecunNormal', variance, options);
}
