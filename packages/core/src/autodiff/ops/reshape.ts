import { FoldwiseError } from '../../errors.ts';
import { sameShape, showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import type { Lowering, Placed } from '../lowering/lowering.ts';
import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';

/** A tensor read from x by other strides. */
export function readByStrides(x: Tensor, shape: Shape, strides: readonly number[], offset = 0): Tensor {
  const source = x.data;
  const data = new Float64Array(sizeOf(shape));
  walk(shape, strides, strides, (at, count, p, step) => {
    for (let i = 0; i < count; i++) data[at + i] = source[offset + p + i * step]!;
  });
  return { shape, data };
}

/** The same numbers in rows of another length. */
export function reflow(k: Lowering, out: Placed, x: Placed): void {
  k.emit('reflow', [sizeOf(x.shape), x, x.columns, x.stride, out, out.columns, out.stride], {
    reads: [x],
    writes: out,
  });
}

/** The op of `reshape`: compiled, it is its input under another name where the rows stay. */
export const reshapeOp: Primitive<{ readonly shape: Shape }> = {
  name: 'reshape',
  shape: ([x], { shape }) => checkedReshape(x!, shape),
  forward: ([x], { shape }) => ({ shape: checkedReshape(x!.shape, shape), data: x!.data }),
  backward: (gradient, [x]) => [() => reshape(gradient, x!.shape)],
  lower: (k, out, [x]) => reflow(k, out, x!),
};

function checkedReshape(from: Shape, to: Shape): Shape {
  if (sizeOf(from) === sizeOf(to)) return to;
  throw new FoldwiseError(
    `expected a shape of ${sizeOf(from)} numbers, as ${showShape(from)} has, got ${showShape(to)}`,
    {
      code: 'shape',
      where: 'reshape',
    },
  );
}

/**
 * The same numbers in the same order under another shape; one length may be −1, for what is left over.
 *
 * @throws FoldwiseError `shape` where the sizes differ.
 * @example
 * reshape(tensor([1, 2, 3, 4]), [2, -1]).shape; // [2, 2]
 */
export function reshape(x: Value, shape: Shape): Value {
  const open = shape.indexOf(-1);
  const rest = open < 0 ? 1 : sizeOf(shape.filter((_, axis) => axis !== open));
  const left = rest === 0 ? 0 : sizeOf(x.shape) / rest;
  // Where nothing whole is left over, the −1 stays, and the op refuses it.
  const full = open >= 0 && Number.isInteger(left) ? shape.with(open, left) : shape;
  return sameShape(x.shape, full) ? x : applyPrimitive(reshapeOp, { shape: full }, [x]);
}
