import type { Value } from '../primitive.ts';
import { poolSettings, type Pool2dOptions } from './max-pool.ts';
import { patchesBy } from './patches.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';

/**
 * The sum of what each window sees, channel by channel: `[batch, height, width, channels]` → `[batch, down, across, channels]`.
 *
 * @throws FoldwiseError `input` where an option makes no sense, `shape` where no window fits.
 * @example
 * sumPool2d(tensor([1, 2, 3, 4], [1, 2, 2, 1]), { size: 2 }); // [[[[10]]]]
 */
export function sumPool2d(x: Value, options: Pool2dOptions): Value {
  const settings = poolSettings('sumPool2d', options);
  const lines = patchesBy('sumPool2d', x, settings);
  const cells = settings.size[0] * settings.size[1];
  return sum(reshape(lines, [...lines.shape.slice(0, 3), cells, x.shape[3]!]), { axes: 3 });
}
