import { mean } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { shapeError } from '../shape-error.ts';

/**
 * The mean of each channel over all places; `[height, width, channels]` → `[channels]`, `[steps, channels]` → `[channels]`.
 *
 * Stands where `flatten` would, without weights that depend on the size of the image. Lin, Chen & Yan 2014, "Network In Network".
 *
 * @example
 * const network = sequential(conv2d({ filters: 16, kernelSize: 3 }), activation('relu'), globalAveragePool(), dense({ units: 10 }));
 */
export function globalAveragePool(): Layer<NoWeights> {
  return Object.freeze({
    spec: Object.freeze({ kind: 'globalAveragePool' }),
    outputShape: channelsOf,
    init(input: Shape): NoWeights {
      channelsOf(input);
      return noWeights;
    },
    apply(_weights: NoWeights, x: Value): Value {
      channelsOf(x.shape.slice(1));
      return mean(x, { axes: x.shape.slice(1, -1).map((_, axis) => axis + 1) });
    },
  });
}

function channelsOf(input: Shape): Shape {
  if (input.length >= 2 && !input.includes(0)) return input.slice(-1);
  throw shapeError('globalAveragePool', 'rows of places and channels, [height, width, channels]', input);
}
