import { layoutOf } from '../layout.ts';
import { at, lowerOp, type LowerOp } from './lowering.ts';

/** Softmax along the last axis, or its logarithm. */
export function lowerSoftmax(logarithm: boolean): LowerOp {
  return lowerOp<null>((lowering, out, [input]) => {
    const x = lowering.place(input!);
    const { rows, columns, stride } = layoutOf(x.shape);
    lowering.emit({
      kernel: 'Kernel.softmaxRows',
      words: [rows, columns, at(x), stride, at(out), stride, logarithm ? 1 : 0],
      reads: [x.buffer],
      writes: [out.buffer],
    });
  });
}
