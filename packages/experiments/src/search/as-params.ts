import { FoldwiseError } from '@foldwise/core';
import { contains, reasonsOutside } from './contains.ts';
import type { Params, SearchSpace } from './space.ts';

/**
 * The same parameters with the types of their space, once they are known to be of it.
 *
 * @throws FoldwiseError (`input`) that says the first thing that is wrong.
 * @example
 * asParams({ units: int(16, 64) }, JSON.parse('{"units":32}')).units; // 32, a number
 */
export function asParams<S extends SearchSpace>(space: S, params: unknown, where = 'params'): Params<S> {
  if (contains(space, params)) return params;
  throw new FoldwiseError(
    `expected parameters of the search space, got others: ${reasonsOutside(space, params)[0]}`,
    {
      code: 'input',
      where,
      hint: 'check the search space, or the sampler if it is your own',
    },
  );
}
