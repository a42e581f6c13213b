import { FoldwiseError } from '../../errors.ts';
import { axisOf, sameShape, showShape, sizeOf, stridesOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import { primitive, type Value } from '../primitive.ts';

/** A tensor read from x by other strides. */
export function readByStrides(x: Tensor, shape: Shape, strides: readonly number[], offset = 0): Tensor {
  const source = x.data;
  const data = new Float64Array(sizeOf(shape));
  walk(shape, strides, strides, (at, count, p, step) => {
    for (let i = 0; i < count; i++) data[at + i] = source[offset + p + i * step]!;
  });
  return { shape, data };
}

const reshapeOp = primitive<{ readonly shape: Shape }>({
  name: 'reshape',
  lowering: 'reshape',
  shape: ([x], { shape }) => checkedReshape(x!, shape),
  forward: ([x], { shape }) => ({ shape: checkedReshape(x!.shape, shape), data: x!.data }),
  backward: (gradient, [x]) => [() => reshape(gradient, x!.shape)],
});

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
  return sameShape(x.shape, full) ? x : reshapeOp({ shape: full }, x);
}

interface Order {
  readonly order: readonly number[];
}

const transposeOp: (params: Order, ...inputs: readonly Value[]) => Value = primitive<Order>({
  name: 'transpose',
  lowering: 'transpose',
  shape: ([x], { order }) => order.map((axis) => x![axis]!),
  forward: ([x], { order }) => {
    const strides = stridesOf(x!.shape);
    return readByStrides(
      x!,
      order.map((axis) => x!.shape[axis]!),
      order.map((axis) => strides[axis]!),
    );
  },
  backward: (gradient, _, __, { order }) => [
    () => transposeOp({ order: order.map((_axis, i) => order.indexOf(i)) }, gradient),
  ],
});

/**
 * The axes in another order: axis i of the result is axis `order[i]` of x; in reverse unless given.
 *
 * @throws FoldwiseError `shape` where the order does not name each axis once.
 * @example
 * transpose(zeros([2, 3])).shape; // [3, 2]
 */
export function transpose(x: Value, order?: readonly number[]): Value {
  const axes =
    order?.map((axis) => axisOf('transpose', axis, x.shape)) ?? x.shape.map((_, i) => x.shape.length - 1 - i);
  if (new Set(axes).size !== x.shape.length) {
    throw new FoldwiseError(
      `expected each of the ${x.shape.length} axes of ${showShape(x.shape)} once, got [${(order ?? []).join(', ')}]`,
      { code: 'shape', where: 'transpose' },
    );
  }
  return axes.every((axis, i) => axis === i) ? x : transposeOp({ order: axes }, x);
}
