import { asParams } from '../as-params.ts';
import { drawParams } from '../draw.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';

/**
 * Draws every trial afresh: uniform on a dimension's scale, each option and each branch equally likely. It looks at no result, so it
 * is the yardstick for any sampler that does, and hard to beat with few trials (Bergstra and Bengio, 2012).
 *
 * @example
 * const sampler = randomSampler();
 */
export function randomSampler(): Sampler {
  return Object.freeze({
    spec: Object.freeze({ kind: 'random' }),
    suggest: <S extends SearchSpace>({ space, rng }: SuggestContext<S>): Params<S> =>
      asParams(space, drawParams(space, rng), 'randomSampler'),
  });
}
