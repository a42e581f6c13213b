import { valueAndGradient } from '../autodiff/gradient.ts';
import type { Value } from '../autodiff/primitive.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Layer } from '../nn/layer.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { checkOutput, scoreOf } from './score-of.ts';

/** Which output a map is of. */
export interface SaliencyOptions {
  /** The number of the output, counted from 0: a class. */
  readonly output: number;
}

/**
 * How much each number of the input moves an output, ∂yₖ/∂x, row by row: what a small change there does to the score of class k.
 *
 * yₖ is the raw output, before any softmax, in evaluation. Shown as its size, the larger of several channels, it is the map of Simonyan,
 * Vedaldi & Zisserman 2014, "Deep Inside Convolutional Networks".
 *
 * @param rows `[rows, …]`; the map has the same shape.
 * @throws FoldwiseError `input` where there is no such output.
 * @example
 * const map = saliencyMap(network, weights, images, { output: 3 });
 */
export function saliencyMap(
  network: Layer,
  weights: Tree,
  rows: Tensor,
  { output }: SaliencyOptions,
): Tensor {
  checkOutput('saliencyMap', network, rows.shape.slice(1), output);
  // No row's output depends on another row, so the gradient of their sum is that of each.
  const { gradient } = valueAndGradient(
    (x: Value) => scoreOf(network.apply(weights, x, evaluation), output),
    rows,
  );
  return gradient;
}
