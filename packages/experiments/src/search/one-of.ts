import { checkBranches } from './check-dimension.ts';
import type { OneOf, SearchSpace } from './space.ts';

/**
 * One of several branches, each with parameters of its own: a trial has those of the branch it takes, and `kind` says which that is.
 *
 * @throws FoldwiseError (`input`) where there is no branch, or a branch has a parameter named `kind`.
 * @example
 * const space = { optimizer: oneOf({ adam: { beta: float(0.8, 0.99) }, sgd: { momentum: float(0, 0.9) } }) };
 * // p.optimizer: { kind: 'adam', beta: number } | { kind: 'sgd', momentum: number }
 */
export function oneOf<const B extends Readonly<Record<string, SearchSpace>>>(branches: B): OneOf<B> {
  const dimension: OneOf<B> = Object.freeze({ kind: 'oneOf', branches });
  checkBranches(dimension, 'oneOf');
  return dimension;
}
