import type { Shape } from '../../tensor/tensor.ts';
import { layoutOf } from './layout.ts';
import type { Buffer, Placed } from './lowering.ts';

/** A value of a shape in memory. */
export function placed(buffer: Buffer, shape: Shape): Placed {
  return { buffer, shape, ...layoutOf(shape) };
}
