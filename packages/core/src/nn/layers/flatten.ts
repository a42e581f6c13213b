import type { Value } from '../../autodiff/primitive.ts';
import { reshape } from '../../autodiff/ops/index.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';

/**
 * Each row as one line of numbers: `[3, 4]` → `[12]`, `[]` → `[1]`.
 *
 * @example
 * const network = sequential(embedding({ levels: 7, dimension: 3 }), flatten(), dense({ units: 1 }));
 */
export function flatten(): Layer<NoWeights> {
  return Object.freeze({
    spec: Object.freeze({ kind: 'flatten' }),
    outputShape: flat,
    init: (): NoWeights => noWeights,
    apply: (_weights: NoWeights, x: Value): Value => reshape(x, [x.shape[0]!, ...flat(x.shape.slice(1))]),
  });
}

function flat(shape: Shape): Shape {
  return [sizeOf(shape)];
}
