import { tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Value } from '../primitive.ts';
import { divide } from './arithmetic.ts';
import { poolSettings, type Pool2dOptions } from './max-pool.ts';
import { sumPool2d } from './sum-pool.ts';
import { eachStretch, type Windows, windowsOf } from './windows.ts';

/**
 * The mean of what each window sees, channel by channel: `[batch, height, width, channels]` → `[batch, down, across, channels]`.
 *
 * Where a window reaches over the edge, the mean is of the cells that are there, as in TensorFlow (PyTorch:
 * `count_include_pad=False`).
 *
 * @throws FoldwiseError `input` where an option makes no sense, `shape` where no window fits.
 * @example
 * averagePool2d(tensor([1, 2, 3, 4], [1, 2, 2, 1]), { size: 2 }); // [[[[2.5]]]]
 */
export function averagePool2d(x: Value, options: Pool2dOptions): Value {
  const settings = poolSettings('averagePool2d', options);
  const windows = windowsOf('averagePool2d', settings, x.shape.slice(1));
  const cells = windows.size[0] * windows.size[1];
  const seen = cellsSeen(windows, x.shape[1]!, x.shape[2]!);
  return divide(sumPool2d(x, options), seen.data.every((count) => count === cells) ? cells : seen);
}

/** How many cells of an image each window sees: `[down, across, 1]`. */
function cellsSeen(windows: Windows, height: number, width: number): Tensor {
  const counts = new Float64Array(windows.count[0] * windows.count[1]);
  eachStretch(windows, [1, height, width, 1], (row, _, __, count) => (counts[row]! += count));
  return tensor(counts, [...windows.count, 1]);
}
