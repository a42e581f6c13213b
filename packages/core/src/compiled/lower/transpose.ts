import { stridesOf, sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { layoutOf } from '../layout.ts';
import { at, lowerOp, type Lowering, type LowerOp, NotLowered, type Placed } from './lowering.ts';

/** x with its last two axes exchanged, in memory of its own. */
export function transposed(lowering: Lowering, x: Placed): Placed {
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const out = lowering.fresh('transposed', [...x.shape.slice(0, -2), columns, rows]);
  exchangeLastTwo(lowering, out, x);
  return out;
}

function exchangeLastTwo(lowering: Lowering, out: Placed, x: Placed): void {
  const [rows, columns] = [x.shape.at(-2)!, x.shape.at(-1)!];
  const matrices = sizeOf(x.shape.slice(0, -2));
  lowering.emit({
    kernel: 'Kernel.transpose',
    words: [matrices, rows, columns, at(x), layoutOf(x.shape).stride, at(out), layoutOf(out.shape).stride],
    reads: [x.buffer],
    writes: [out.buffer],
  });
}

/** Bytes between neighbours along every axis. */
function byteStrides(shape: Shape): readonly number[] {
  const rows = stridesOf(shape.slice(0, -1));
  const { stride } = layoutOf(shape);
  return [...rows.map((row) => row * stride), 4];
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

function permute(lowering: Lowering, out: Placed, x: Placed, order: readonly number[]): void {
  const strides = byteStrides(x.shape);
  const axes = mergedAxes(
    out.shape,
    order.map((axis) => strides[axis]!),
    byteStrides(out.shape),
  );
  if (axes.length > 4) throw new NotLowered('transpose of more than four axes');
  const missing = Array.from({ length: 4 - axes.length }, () => ({ length: 1, from: 0, to: 0 }));
  const loops = [...missing, ...axes];
  lowering.emit({
    kernel: 'Kernel.permute',
    words: [
      ...loops.map(({ length }) => length),
      at(x),
      ...loops.map(({ from }) => from),
      at(out),
      ...loops.map(({ to }) => to),
    ],
    reads: [x.buffer],
    writes: [out.buffer],
  });
}

export const lowerTranspose: LowerOp = lowerOp<{ readonly order: readonly number[] }>(
  (lowering, out, [input], { order }) => {
    const x = lowering.place(input!);
    const axes = order.length;
    const keepsFirst = order.slice(0, axes - 2).every((axis, i) => axis === i);
    if (keepsFirst) exchangeLastTwo(lowering, out, x);
    else permute(lowering, out, x, order);
  },
);
