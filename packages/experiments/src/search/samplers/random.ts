import { asParams } from '../as-params.ts';
import { drawAllowed } from '../draw-allowed.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';

/**
 * Draws every trial afresh: by the priors and weights of the space, and without them uniform on a dimension's scale, each option and
 * each branch equally likely. It looks at no result, so it is the yardstick for any sampler that does, and hard to beat with few trials (Bergstra and Bengio, 2012).
 *
 * @example
 * const sampler = randomSampler();
 */
export function randomSampler(): Sampler {
  return Object.freeze({
    spec: Object.freeze({ kind: 'random' }),
    servesSeveralGoals: true,
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> =>
      asParams(context.space, drawAllowed(context), 'randomSampler'),
  });
}
