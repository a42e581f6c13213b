import { averagePool2d, maxPool2d, reshape, sumPool2d } from '../../autodiff/ops/index.ts';
import type { Pool2dOptions } from '../../autodiff/ops/index.ts';
import { poolSettings } from '../../autodiff/ops/max-pool.ts';
import { windowsAlong } from '../../autodiff/ops/windows.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { eachDirection, eachPadding } from './each-direction.ts';
import { withoutWeights } from './without-weights.ts';

/** How a pooling window slides along a sequence. */
export interface Pool1dOptions {
  /** Steps of a window. */
  readonly size: number;
  /** How far apart neighbouring windows are; the size, so that they do not overlap, by default. */
  readonly stride?: number;
  /** How far windows reach over both ends, where there is nothing; `valid`, not at all, by default. */
  readonly padding?: 'valid' | 'same' | number;
}

/**
 * The largest number of each window, channel by channel; `[steps, channels]` → `[windows, channels]`.
 *
 * As `maxPool2d` over images of height 1.
 *
 * @example
 * maxPool1d({ size: 2 }).outputShape([21, 4]); // [10, 4]
 */
export function maxPool1d(options: Pool1dOptions): Layer<NoWeights> {
  return pool('maxPool1d', options, maxPool2d);
}

/**
 * The mean of each window, channel by channel; `[steps, channels]` → `[windows, channels]`.
 *
 * Where a window reaches over an end, the mean is of the steps that are there. As `averagePool2d` over images of height 1.
 *
 * @example
 * averagePool1d({ size: 3, stride: 1, padding: 'same' }).outputShape([21, 4]); // [21, 4]
 */
export function averagePool1d(options: Pool1dOptions): Layer<NoWeights> {
  return pool('averagePool1d', options, averagePool2d);
}

/**
 * The sum of each window, channel by channel; `[steps, channels]` → `[windows, channels]`.
 *
 * What a window sees beyond an end counts 0. As `sumPool2d` over images of height 1.
 *
 * @example
 * sumPool1d({ size: 7 }).outputShape([21, 4]); // [3, 4]
 */
export function sumPool1d(options: Pool1dOptions): Layer<NoWeights> {
  return pool('sumPool1d', options, sumPool2d);
}

function pool(
  kind: string,
  options: Pool1dOptions,
  apply: (x: Value, options: Pool2dOptions) => Value,
): Layer<NoWeights> {
  const {
    size,
    stride = size,
    padding = 'valid',
  } = checkOptions(kind, options, ['size', 'stride', 'padding']);
  const [steps] = eachDirection(kind, 'size', size, 1);
  const [apart] = eachDirection(kind, 'stride', stride, 1);
  const zeros = eachPadding(kind, padding, 1);
  const flat = poolSettings(kind, {
    size: [1, steps!],
    stride: [1, apart!],
    padding: typeof zeros === 'string' ? zeros : [0, zeros[0]!],
  });
  const spec = { kind, size: steps!, stride: apart!, padding: typeof zeros === 'string' ? zeros : zeros[0]! };
  const outputShape = (input: Shape): Shape => [windowsAlong(kind, flat, input), input[1]!];
  return withoutWeights(spec, outputShape, (x) => {
    const [batch, length, channels] = x.shape;
    const y = apply(reshape(x, [batch!, 1, length!, channels!]), flat);
    return reshape(y, [batch!, y.shape[2]!, channels!]);
  });
}
