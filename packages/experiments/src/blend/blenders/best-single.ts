import type { Blender } from '../blender.ts';
import { defineBlender } from '../blender.ts';
import { bestMember, only } from '../scoring.ts';

/**
 * The member with the best score alone: what every ensemble has to beat. Its nested estimate is the score of the best run without the
 * luck of having been the best of many.
 *
 * @example
 * const weights = bestSingle().fit({ task, metric, truth, predictions }, rng(0)); // { members: [0, 1, 0] }
 */
export function bestSingle(): Blender {
  return defineBlender({
    kind: 'bestSingle',
    fit: (data) => ({ members: only(bestMember(data), data.predictions.length) }),
  });
}
