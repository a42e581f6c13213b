import { averagePool2d, maxPool2d, reshape, sumPool2d } from '../../autodiff/ops/index.ts';
import type { Pool2dOptions } from '../../autodiff/ops/index.ts';
import { poolSettings } from '../../autodiff/ops/max-pool.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { alongDepth, overPlanes, type Padding3d, type Triple, volumeSettings, windowsIn } from './volume.ts';
import { withoutWeights } from './without-weights.ts';

/** How a pooling window slides through a volume; one number means the same in all directions. */
export interface Pool3dOptions {
  /** Depth, height and width of a window. */
  readonly size: number | Triple;
  /** How far apart neighbouring windows are; the size, so that they do not overlap, by default. */
  readonly stride?: number | Triple;
  /** How far windows reach over the edges, where there is nothing; `valid`, not at all, by default. */
  readonly padding?: Padding3d;
}

/**
 * The largest number of each window, channel by channel; `[depth, height, width, channels]` → `[deep, down, across, channels]`.
 *
 * What hangs over an edge is left out unless padded. It is pooled over each plane and then through the planes, which is the same.
 *
 * @example
 * maxPool3d({ size: 2 }).outputShape([8, 28, 28, 6]); // [4, 14, 14, 6]
 */
export function maxPool3d(options: Pool3dOptions): Layer<NoWeights> {
  return pool('maxPool3d', options, maxPool2d);
}

/**
 * The mean of each window, channel by channel; `[depth, height, width, channels]` → `[deep, down, across, channels]`.
 *
 * Where a window reaches over the edge, the mean is of the cells that are there.
 *
 * @example
 * averagePool3d({ size: [1, 2, 2] }).outputShape([8, 28, 28, 6]); // [8, 14, 14, 6]
 */
export function averagePool3d(options: Pool3dOptions): Layer<NoWeights> {
  return pool('averagePool3d', options, averagePool2d);
}

/**
 * The sum of each window, channel by channel; `[depth, height, width, channels]` → `[deep, down, across, channels]`.
 *
 * What a window sees beyond an edge counts 0.
 *
 * @example
 * sumPool3d({ size: 2 }).outputShape([8, 28, 28, 6]); // [4, 14, 14, 6]
 */
export function sumPool3d(options: Pool3dOptions): Layer<NoWeights> {
  return pool('sumPool3d', options, sumPool2d);
}

function pool(
  kind: string,
  options: Pool3dOptions,
  apply: (x: Value, options: Pool2dOptions) => Value,
): Layer<NoWeights> {
  checkOptions(kind, options, ['size', 'stride', 'padding']);
  const settings = volumeSettings(kind, { ...options, stride: options.stride ?? options.size });
  const [deep, flat] = [alongDepth(settings), overPlanes(settings)].map((one) => poolSettings(kind, one));
  const { size, stride, padding } = settings;
  const outputShape = (input: Shape): Shape => [...windowsIn(kind, settings, input), input[3]!];
  // Each window is a box: the largest (sum, mean) of the planes' largest (sums, means of equally many cells) is that of the box.
  return withoutWeights({ kind, size, stride, padding }, outputShape, (x) => {
    const [batch, depth, height, width, channels] = x.shape;
    const planes = apply(reshape(x, [batch! * depth!, height!, width!, channels!]), flat!);
    const [, down, across] = planes.shape;
    const columns = apply(reshape(planes, [batch!, depth!, down! * across!, channels!]), deep!);
    return reshape(columns, [batch!, columns.shape[1]!, down!, across!, channels!]);
  });
}
