import type { Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';

/**
 * The mean of the members, (1/n) Σ pₘ: learns nothing, and so cannot overfit. A regression on the log1p scale is averaged on that.
 *
 * @example
 * const weights = arithmeticMean().fit({ task, metric, truth, predictions }, rng(0)); // { members: [0.5, 0.5] }
 */
export function arithmeticMean(): Blender {
  return defineBlender({
    kind: 'arithmeticMean',
    fit: ({ predictions }) => ({ members: predictions.map(() => 1 / predictions.length) }),
  });
}
