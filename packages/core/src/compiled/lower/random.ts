import type { DropoutOptions, VaryingDropoutOptions } from '../../autodiff/ops/index.ts';
import { layoutOf } from '../layout.ts';
import { at, lowerOp, type LowerOp } from './lowering.ts';

/** The greatest 32-bit word. */
const MOST = 2 ** 32 - 1;

/** The seed is that of the step; the path of the key and the rate are fixed. */
export const lowerDropout: LowerOp = lowerOp<DropoutOptions>((lowering, out, [input], { rate, key }) => {
  const x = lowering.place(input!);
  const { rows, columns, stride } = layoutOf(x.shape);
  const threshold = Math.min(MOST, Math.ceil(rate * 2 ** 32));
  lowering.emit({
    kernel: 'Kernel.dropout',
    words: [rows, columns, at(x), stride, at(out), stride, key.path, threshold, { real: 1 / (1 - rate) }],
    reads: [x.buffer],
    writes: [out.buffer],
  });
});

/** The rate is a scalar in memory. */
export const lowerDropoutAt: LowerOp = lowerOp<Pick<VaryingDropoutOptions, 'key'>>(
  (lowering, out, [input, rateNode], { key }) => {
    const x = lowering.place(input!);
    const rate = lowering.place(rateNode!);
    const { rows, columns, stride } = layoutOf(x.shape);
    lowering.emit({
      kernel: 'Kernel.dropoutAt',
      words: [rows, columns, at(x), stride, at(out), stride, key.path, at(rate)],
      reads: [x.buffer, rate.buffer],
      writes: [out.buffer],
    });
  },
);
