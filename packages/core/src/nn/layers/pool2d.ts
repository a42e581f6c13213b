import {
  averagePool2d as averagePool,
  maxPool2d as maxPool,
  type Pool2dOptions,
  sumPool2d as sumPool,
} from '../../autodiff/ops/index.ts';
import { poolSettings } from '../../autodiff/ops/max-pool.ts';
import { windowsOf } from '../../autodiff/ops/windows.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * The largest number of each window, channel by channel; `[height, width, channels]` → `[down, across, channels]`.
 *
 * What hangs over the right and lower edge is left out unless padded. Where several numbers are largest, the first takes the
 * gradient, as in PyTorch.
 *
 * @example
 * maxPool2d({ size: 2 }).outputShape([28, 28, 6]); // [14, 14, 6]
 */
export function maxPool2d(options: Pool2dOptions): Layer<NoWeights> {
  return pool('maxPool2d', options, maxPool);
}

/**
 * The mean of each window, channel by channel; `[height, width, channels]` → `[down, across, channels]`.
 *
 * Where a window reaches over the edge, the mean is of the cells that are there, as in TensorFlow (PyTorch:
 * `count_include_pad=False`).
 *
 * @example
 * averagePool2d({ size: 3, stride: 2, padding: 'same' }).outputShape([28, 28, 6]); // [14, 14, 6]
 */
export function averagePool2d(options: Pool2dOptions): Layer<NoWeights> {
  return pool('averagePool2d', options, averagePool);
}

/**
 * The sum of each window, channel by channel; `[height, width, channels]` → `[down, across, channels]`.
 *
 * What a window sees beyond an edge counts 0: divided by the number of cells of a window, it is the mean of all of them
 * (PyTorch: `count_include_pad=True`), which {@link averagePool2d} gives behind `pad`.
 *
 * @example
 * sumPool2d({ size: 2 }).outputShape([28, 28, 6]); // [14, 14, 6]
 */
export function sumPool2d(options: Pool2dOptions): Layer<NoWeights> {
  return pool('sumPool2d', options, sumPool);
}

function pool(
  kind: string,
  options: Pool2dOptions,
  apply: (x: Value, options: Pool2dOptions) => Value,
): Layer<NoWeights> {
  const settings = poolSettings(kind, checkOptions(kind, options, ['size', 'stride', 'padding']));
  const { size, stride, padding } = settings;
  const outputShape = (input: Shape): Shape => [...windowsOf(kind, settings, input).count, input[2]!];
  return withoutWeights({ kind, size, stride, padding }, outputShape, (x) =>
    apply(x, { size, stride, padding }),
  );
}
