import { layoutOf } from '../layout.ts';
import { at, lowerOp, type LowerOp } from './lowering.ts';

/** A power that is no short product or root. */
export const lowerPower: LowerOp = lowerOp<{ readonly exponent: number }>(
  (lowering, out, [input], { exponent }) => {
    const x = lowering.place(input!);
    const { rows, columns, stride } = layoutOf(out.shape);
    lowering.emit({
      kernel: 'Kernel.power',
      words: [rows, columns, at(x), stride, at(out), stride, { real: exponent }],
      reads: [x.buffer],
      writes: [out.buffer],
    });
  },
);
