import { isTraced } from '../autodiff/primitive.ts';
import { applyNetwork } from '../nn/apply-part.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Layer } from '../nn/layer.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';

/** What a layer gave. */
export interface Activation {
  /** Where the layer lies, as errors say it, `sequential[2] > parallel[0]`; `''` for the whole network. */
  readonly place: string;
  readonly kind: string;
  /** `[rows, …]`. */
  readonly output: Tensor;
}

/**
 * What each layer of a network gives for some rows, in evaluation, in the order in which they give it: parts before the layer around
 * them, the whole network last. A layer that is used several times, step by step, comes several times.
 *
 * @param rows `[rows, …]`.
 * @throws FoldwiseError `shape` where the rows do not fit the network.
 * @example
 * const first = activations(network, weights, images).find(({ kind }) => kind === 'conv2d');
 * first.output.shape; // [rows, height, width, channels]
 */
export function activations(network: Layer, weights: Tree, rows: Tensor): readonly Activation[] {
  const found: Activation[] = [];
  applyNetwork(network, weights, rows, evaluation, ({ inside, kind }, output) => {
    // Of tensors, layers make tensors.
    if (!isTraced(output)) found.push({ place: inside.join(' > '), kind, output });
  });
  return found;
}
