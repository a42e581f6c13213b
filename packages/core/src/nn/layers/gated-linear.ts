import { multiply, sigmoid, slice } from '../../autodiff/ops/index.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * One half of the features through gates that the other half opens, y = a·σ(b) for rows [a, b]; `[2n]` → `[n]`, on the last axis.
 *
 * Dauphin et al. 2017, "Language Modeling with Gated Convolutional Networks".
 *
 * @example
 * const block = sequential(dense({ units: 64 }), gatedLinear());
 * block.outputShape([10]); // [32]
 */
export function gatedLinear(): Layer<NoWeights> {
  return withoutWeights({ kind: 'gatedLinear' }, halved, (x) => {
    const half = x.shape.at(-1)! / 2;
    return multiply(slice(x, -1, 0, half), sigmoid(slice(x, -1, half)));
  });
}

function halved(input: Shape): Shape {
  const width = input.at(-1) ?? 0;
  if (width > 0 && width % 2 === 0) return [...input.slice(0, -1), width / 2];
  throw shapeError('gatedLinear', 'rows of an even number of features', input);
}
