import type { Placed } from '../../autodiff/lowering/lowering.ts';
import { placed } from '../../autodiff/lowering/placed.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { emitVector } from './emit-vector.ts';
import type { GraphLowering } from './graph-lowering.ts';

/** A value repeated to a shape, one axis after the other, the last one first. */
export function repeated(lowering: GraphLowering, x: Placed, shape: Shape): Placed {
  const missing = Array.from({ length: shape.length - x.shape.length }, () => 1);
  let whole = placed(x.buffer, [...missing, ...x.shape]);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (whole.shape[axis] !== shape[axis]) whole = repeatedAlong(lowering, whole, axis, shape[axis]!);
  }
  return whole;
}

function repeatedAlong(lowering: GraphLowering, x: Placed, axis: number, length: number): Placed {
  const out = lowering.fresh('repeated', x.shape.with(axis, length));
  if (axis === x.shape.length - 1) {
    emitVector(lowering, [x], [out], (_, inputs) => inputs);
    return out;
  }
  const block = sizeOf(x.shape.slice(axis + 1, -1)) * x.stride;
  const outer = sizeOf(x.shape.slice(0, axis));
  lowering.emit('copyRows', [outer, length, block, x, block, 0, out, block * length, block], {
    reads: [x],
    writes: out,
  });
  return out;
}
