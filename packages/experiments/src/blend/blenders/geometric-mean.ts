import type { Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import { logMixture } from '../mixture.ts';

/**
 * The geometric mean of probabilities, p ∝ (Π pₘ)^(1/n), each row divided by its sum; a probability of less than 10⁻¹⁵ counts as that.
 * Sharper than the arithmetic mean: one member that is sure that a class is out weighs much. For classes alone.
 *
 * @example
 * const weights = geometricMean().fit({ task, metric, truth, predictions }, rng(0));
 */
export function geometricMean(): Blender {
  return defineBlender({
    kind: 'geometricMean',
    classesOnly: true,
    fit: ({ predictions }) => ({ members: predictions.map(() => 1 / predictions.length) }),
    apply: logMixture,
  });
}
