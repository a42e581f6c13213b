import { type CompiledMismatches, mismatchesOf } from '../compiled/testing/mismatches-of.ts';
import { abs, add, divide, multiply, reshape, sum } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import type { Context, Layer } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import { sgd } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { fromData, zeros } from '../tensor/make.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';

/**
 * What the outputs are pulled by is the target: the loss is the mean over the rows of their product. That may be what is left of large
 * numbers, and mostly their rounding; so what the target adds up to without signs is added.
 */
const pulled: Loss = {
  spec: { kind: 'pulled' },
  apply: (prediction, target) =>
    divide(sum(add(multiply(prediction, target), abs(target))), prediction.shape[0]!),
};

/**
 * Where the compiled executor is not what the reference is: losses and weights of three steps of gradient descent, and predictions, by
 * both of its builds.
 *
 * A shift of the input is trained as well, so that the derivative by the input is seen.
 */
export function compiledMismatches(
  layer: Layer,
  weights: Tree,
  features: Tensor,
  differentiable: boolean,
): CompiledMismatches {
  const [rows, ...row] = features.shape;
  const outputs = sizeOf(layer.outputShape(row));
  const random = rng('target');
  const target = Float64Array.from({ length: rows! * outputs }, () => Math.fround(random.normal()));
  return mismatchesOf({
    network: shifted(layer, weights, differentiable),
    loss: pulled,
    optimizer: sgd({ learningRate: 0.1 }),
    data: { features, target: fromData(target, [rows!, outputs]) },
    batchSize: Math.ceil(rows! / 3),
  });
}

/** The layer after a trained shift of what it is handed, which starts from 0, and its outputs in one line. */
function shifted(layer: Layer, weights: Tree, differentiable: boolean): Layer {
  return {
    spec: { kind: 'shifted' },
    outputShape: (input) => [sizeOf(layer.outputShape(input))],
    init: (input) => (differentiable ? { layer: weights, shift: zeros(input) } : { layer: weights }),
    apply(all: { readonly layer: Tree<Value>; readonly shift?: Value }, x: Value, context: Context): Value {
      const y = layer.apply(all.layer, all.shift === undefined ? x : add(x, all.shift), context);
      return reshape(y, [y.shape[0]!, -1]);
    },
  };
}
