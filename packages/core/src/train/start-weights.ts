import { asLayer } from '../nn/apply-part.ts';
import type { Layer } from '../nn/layer.ts';
import type { Rng } from '../random/rng.ts';
import type { Shape, Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, zipLeaves } from '../tensor/tree.ts';

/**
 * Weights to start from: fresh ones, or those given in the parameter groups of the network, since a file from elsewhere, or weights
 * trained by another description, know nothing of them.
 *
 * @throws FoldwiseError `shape` where the given tree is not of the form that a network with parameter groups makes.
 */
export function startWeights(network: Layer, input: Shape, given: Tree | undefined, rng: Rng): Tree {
  const fresh = asLayer(network.spec.kind, (): Tree => network.init(input, rng));
  if (given === undefined) return fresh;
  const isGrouped = (tree: Tree): boolean => leavesOf(tree).some(({ leaf }) => leaf.factors !== undefined);
  if (!isGrouped(fresh) && !isGrouped(given)) return given;
  // What is made of a leaf takes over its role and its factors.
  return zipLeaves<Tensor, Tensor>(
    ([, numbers]) => ({ shape: numbers!.shape, data: numbers!.data }),
    fresh,
    given,
  );
}
