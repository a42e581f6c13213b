import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { layoutOf } from '../layout.ts';
import { emitVector } from './emit-vector.ts';
import { at, type Lowering, type Placed } from './lowering.ts';

/** A value repeated to a shape, one axis after the other, the last one first. */
export function repeated(lowering: Lowering, x: Placed, shape: Shape): Placed {
  let whole: Placed = {
    buffer: x.buffer,
    shape: [...Array.from({ length: shape.length - x.shape.length }, () => 1), ...x.shape],
  };
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (whole.shape[axis] !== shape[axis]) whole = repeatedAlong(lowering, whole, axis, shape[axis]!);
  }
  return whole;
}

function repeatedAlong(lowering: Lowering, x: Placed, axis: number, length: number): Placed {
  const out = lowering.fresh('repeated', x.shape.with(axis, length));
  const from = layoutOf(x.shape);
  if (axis === x.shape.length - 1) {
    emitVector(lowering, [x], [out], (_, inputs) => inputs);
    return out;
  }
  const block = sizeOf(x.shape.slice(axis + 1, -1)) * from.stride;
  lowering.emit({
    kernel: 'Kernel.copyRows',
    words: [sizeOf(x.shape.slice(0, axis)), length, block, at(x), block, 0, at(out), block * length, block],
    reads: [x.buffer],
    writes: [out.buffer],
  });
  return out;
}
