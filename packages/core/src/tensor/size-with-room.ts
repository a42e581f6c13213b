import { FoldwiseError } from '../errors.ts';
import { showShape, sizeOf } from './shape.ts';
import type { Shape } from './tensor.ts';

/** More numbers than a tensor can have: 32 GiB of float64. */
const MOST = 2 ** 32;

/**
 * How many numbers a tensor of this shape has, where there may be room for them: an engine asked for far too many ends the thread.
 *
 * @throws FoldwiseError `training` where no machine has room for it.
 */
export function sizeWithRoom(shape: Shape): number {
  const size = sizeOf(shape);
  if (size <= MOST) return size;
  throw new FoldwiseError(
    `expected room for the numbers of a tensor, got ${size} of them in shape ${showShape(shape)}`,
    { code: 'training', hint: 'make the layer narrower or the batch smaller' },
  );
}
