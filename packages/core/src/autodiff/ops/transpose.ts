import { FoldwiseError } from '../../errors.ts';
import { axisOf, showShape, sizeOf, stridesOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Lowering, Placed } from '../lowering/lowering.ts';
import { NotLowered } from '../lowering/not-lowered.ts';
import { primitive, type Value } from '../primitive.ts';
import { readByStrides } from './reshape.ts';

/** As many axes as the kernel has loops. */
const AXES = 4;

/** Lowers the exchange of the last two axes: a transposed matrix, or a batch of them. */
function exchangeLastTwo(k: Lowering, out: Placed, x: Placed): void {
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const matrices = sizeOf(x.shape.slice(0, -2));
  k.emit('transpose', [matrices, rows, columns, x, x.stride, out, out.stride], { reads: [x], writes: out });
}

/** x with its last two axes exchanged, in memory of its own. */
export function transposed(k: Lowering, x: Placed): Placed {
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const out = k.fresh('transposed', [...x.shape.slice(0, -2), columns, rows]);
  exchangeLastTwo(k, out, x);
  return out;
}

/** Bytes between neighbours along every axis. */
function byteStrides({ shape, stride }: Placed): readonly number[] {
  return [...stridesOf(shape.slice(0, -1)).map((row) => row * stride), 4];
}

interface Axis {
  readonly length: number;
  readonly from: number;
  readonly to: number;
}

/** The axes of the result that are more than one long, those that lie behind each other in both places taken together. */
function mergedAxes(lengths: Shape, from: readonly number[], to: readonly number[]): readonly Axis[] {
  const merged: Axis[] = [];
  lengths.forEach((length, i) => {
    if (length === 1) return;
    const axis = { length, from: from[i]!, to: to[i]! };
    const before = merged.at(-1);
    const runsOn = before?.from === axis.from * length && before.to === axis.to * length;
    if (runsOn) merged.splice(-1, 1, { ...axis, length: before.length * length });
    else merged.push(axis);
  });
  return merged;
}

/**
 * Lowers any other order of axes.
 *
 * @throws NotLowered for more axes than the kernel has loops.
 */
function permute(k: Lowering, out: Placed, x: Placed, order: readonly number[]): void {
  const strides = byteStrides(x);
  const axes = mergedAxes(
    out.shape,
    order.map((axis) => strides[axis]!),
    byteStrides(out),
  );
  if (axes.length > AXES) throw new NotLowered('transpose of more than four axes');
  const missing = Array.from({ length: AXES - axes.length }, () => ({ length: 1, from: 0, to: 0 }));
  const loops = [...missing, ...axes];
  const lengths = loops.map(({ length }) => length);
  const words = [...lengths, x, ...loops.map(({ from }) => from), out, ...loops.map(({ to }) => to)];
  k.emit('permute', words, { reads: [x], writes: out });
}

interface Order {
  readonly order: readonly number[];
}

const transposeOp: (params: Order, ...inputs: readonly Value[]) => Value = primitive<Order>({
  name: 'transpose',
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
  lower: (k, out, [x], { order }) => {
    const keepsFirst = order.slice(0, -2).every((axis, i) => axis === i);
    if (keepsFirst) exchangeLastTwo(k, out, x!);
    else permute(k, out, x!, order);
  },
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
