import { fanNormal } from './fan.ts';
import type { Initializer } from './initializer.ts';

/**
 * w ~ N(0, 1 / fanIn): unit variance in, unit variance out; what SELU is derived for.
 *
 * LeCun et al. 1998, "Efficient BackProp", equation 16; Klambauer et al. 2017, "Self-Normalizing Neural Networks", section 2.
 *
 * @example
 * const kernel = lecunNormal().draw([64, 32], rng(1));
 */
export function lecunNormal(): Initializer {
  return fanNormal('lecunNormal', (fanIn) => 1 / fanIn);
}
