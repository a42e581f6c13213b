import { layoutOf } from '../layout.ts';
import type { GraphNode } from '../graph.ts';
import { at, lowerOp, type Lowering, type LowerOp, type Placed } from './lowering.ts';
import { transposed } from './transpose.ts';

/** Which of the matrices is used transposed. */
export interface ProductParams {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** What is done to a product while it is still in registers. */
export interface Finish {
  /** A row that is added; none unless given. */
  readonly bias?: GraphNode | undefined;
  /** The least number the result may have: 0 for a ReLU. */
  readonly low: number;
}

const PLAIN: Finish = { low: -Infinity };

/** C = max(A·B + bias, low), of one matrix or of each of a batch; a side that is one matrix is used for all of them. */
export function product(
  lowering: Lowering,
  out: Placed,
  [left, right]: readonly GraphNode[],
  { transposeA, transposeB }: ProductParams,
  { bias, low }: Finish = PLAIN,
): void {
  const a = lowering.place(left!);
  const b = transposeB ? transposed(lowering, lowering.place(right!)) : lowering.place(right!);
  const [m, n] = [out.shape.at(-2)!, out.shape.at(-1)!];
  const count = out.shape.length === 2 ? 1 : out.shape[0]!;
  const added = bias === undefined ? lowering.zeros(n) : lowering.place(bias);
  const matrices = [a, b, out].flatMap((x) => [at(x), layoutOf(x.shape).stride]);
  const steps = [a, b, out].map(({ shape }) => (shape.length === 2 ? 0 : shape[1]! * layoutOf(shape).stride));
  lowering.emit({
    kernel: transposeA ? 'Kernel.productTransposed' : 'Kernel.product',
    words: [m, n, b.shape.at(-2)!, ...matrices, at(added), 0, { real: low }, count, ...steps],
    reads: [a.buffer, b.buffer, added.buffer],
    writes: [out.buffer],
  });
}

export const lowerProduct: LowerOp = lowerOp<ProductParams>(product);
