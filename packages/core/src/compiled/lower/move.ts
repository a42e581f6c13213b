import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Word } from '../instruction.ts';
import { layoutOf } from '../layout.ts';
import { at, lowerOp, type Lowering, type LowerOp, type Placed } from './lowering.ts';

/** The same numbers in rows of another length. */
export function reflow(lowering: Lowering, out: Placed, x: Placed): void {
  const [from, to] = [layoutOf(x.shape), layoutOf(out.shape)];
  lowering.emit({
    kernel: 'Kernel.reflow',
    words: [sizeOf(x.shape), at(x), from.columns, from.stride, at(out), to.columns, to.stride],
    reads: [x.buffer],
    writes: [out.buffer],
  });
}

export function clear(lowering: Lowering, out: Placed): void {
  lowering.emit({
    kernel: 'Kernel.clear',
    words: [at(out), out.buffer.bytes],
    reads: [],
    writes: [out.buffer],
  });
}

/** A part of a value along an axis, and where in the result it goes. */
interface Part {
  readonly axis: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function copyAlong(lowering: Lowering, out: Placed, x: Placed, part: Part): void {
  const { axis, count } = part;
  const [from, to] = [layoutOf(x.shape), layoutOf(out.shape)];
  const inner = sizeOf(x.shape.slice(axis + 1, -1));
  const block = (shape: Shape, stride: number): number => shape[axis]! * inner * stride;
  const words: readonly Word[] =
    axis === x.shape.length - 1
      ? [1, from.rows, count * 4, at(x, part.from * 4), 0, from.stride, at(out, part.to * 4), 0, to.stride]
      : [
          sizeOf(x.shape.slice(0, axis)),
          1,
          count * inner * from.stride,
          at(x, part.from * inner * from.stride),
          block(x.shape, from.stride),
          0,
          at(out, part.to * inner * to.stride),
          block(out.shape, to.stride),
          0,
        ];
  // Other parts of the result stay as they are.
  lowering.emit({ kernel: 'Kernel.copyRows', words, reads: [x.buffer, out.buffer], writes: [out.buffer] });
}

export const lowerReshape: LowerOp = lowerOp<unknown>((lowering, out, [x]) =>
  reflow(lowering, out, lowering.place(x!)),
);

export const lowerSlice: LowerOp = lowerOp<{
  readonly axis: number;
  readonly start: number;
  readonly end: number;
}>((lowering, out, [x], { axis, start, end }) =>
  copyAlong(lowering, out, lowering.place(x!), { axis, from: start, to: 0, count: end - start }),
);

export const lowerPad: LowerOp = lowerOp<{ readonly axis: number; readonly before: number }>(
  (lowering, out, [x], { axis, before }) => {
    clear(lowering, out);
    copyAlong(lowering, out, lowering.place(x!), { axis, from: 0, to: before, count: x!.shape[axis]! });
  },
);

export const lowerConcat: LowerOp = lowerOp<{ readonly axis: number }>((lowering, out, inputs, { axis }) => {
  let to = 0;
  for (const input of inputs) {
    const count = input.shape[axis]!;
    copyAlong(lowering, out, lowering.place(input), { axis, from: 0, to, count });
    to += count;
  }
});
