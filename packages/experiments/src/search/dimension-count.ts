import type { Dimension, SearchSpace } from './space.ts';

function countOf(dimension: Dimension): number {
  if (dimension.kind !== 'oneOf') return 1;
  return 1 + Object.values(dimension.branches).reduce((sum, branch) => sum + dimensionCount(branch), 0);
}

/**
 * How many things a search decides: each dimension is one, and so is each in every branch of a `oneOf`.
 *
 * @example
 * dimensionCount({ units: int(1, 9), optimizer: oneOf({ adam: {}, sgd: { momentum: float(0, 1) } }) }); // 3
 */
export function dimensionCount(space: SearchSpace): number {
  return Object.values(space).reduce((sum, dimension) => sum + countOf(dimension), 0);
}
