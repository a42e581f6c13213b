import type { Windows } from '../../autodiff/ops/windows.ts';
import type { Word } from '../instruction.ts';
import { layoutOf } from '../layout.ts';
import { at, lowerOp, type LowerOp, type Placed } from './lowering.ts';
import { clear } from './move.ts';

interface Cut {
  readonly windows: Windows;
}

/** The words that all kernels of windows share: images, the rows of their windows, and how those lie. */
function wordsOf(images: Placed, rows: Placed, windows: Windows): readonly Word[] {
  const [batch, height, width, channels] = images.shape;
  const directions = ([0, 1] as const).flatMap((axis) => [
    windows.size[axis],
    windows.stride[axis],
    windows.dilation[axis],
    windows.before[axis],
    windows.count[axis],
  ]);
  return [
    batch!,
    height!,
    width!,
    channels! * 4,
    at(images),
    layoutOf(images.shape).stride,
    at(rows),
    layoutOf(rows.shape).stride,
    ...directions,
  ];
}

export const lowerPatches: LowerOp = lowerOp<Cut>((lowering, out, [input], { windows }) => {
  const x = lowering.place(input!);
  const words = wordsOf(x, out, windows);
  lowering.emit({ kernel: 'Kernel.patches', words, reads: [x.buffer], writes: [out.buffer] });
});

export const lowerUnpatches: LowerOp = lowerOp<Cut>((lowering, out, [input], { windows }) => {
  const rows = lowering.place(input!);
  clear(lowering, out);
  const words = wordsOf(out, rows, windows);
  lowering.emit({
    kernel: 'Kernel.unpatches',
    words,
    reads: [rows.buffer, out.buffer],
    writes: [out.buffer],
  });
});

export const lowerMaxPool: LowerOp = lowerOp<Windows>((lowering, out, [input], windows) => {
  const x = lowering.place(input!);
  const words = wordsOf(x, out, windows);
  lowering.emit({ kernel: 'Kernel.maxPool', words, reads: [x.buffer], writes: [out.buffer] });
});

export const lowerMaxPoolGradient: LowerOp = lowerOp<Windows>((lowering, out, [rowsNode, input], windows) => {
  const rows = lowering.place(rowsNode!);
  const x = lowering.place(input!);
  clear(lowering, out);
  lowering.emit({
    kernel: 'Kernel.maxPoolGradient',
    words: [...wordsOf(x, rows, windows), at(out)],
    reads: [rows.buffer, x.buffer, out.buffer],
    writes: [out.buffer],
  });
});
