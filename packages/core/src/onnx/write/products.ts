import type { Translation, Translations } from './translation.ts';
import { paramsOf } from './translation.ts';
import { convolution } from './windows.ts';

interface Transposes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Products of matrices, one or several, either side of which may be transposed first. */
const product: Translation = (to, inputs, node) => {
  const { transposeA, transposeB } = paramsOf<Transposes>(node);
  const [a, b] = [transposeA, transposeB].map((isTransposed, side) => {
    const { length } = node.inputs[side]!.lengths;
    const axes = Array.from({ length }, (_, axis) => axis);
    const order = [...axes.slice(0, -2), length - 1, length - 2];
    return isTransposed ? to.transposed(inputs[side]!, order) : inputs[side]!;
  });
  return to.node('MatMul', [a!, b!]);
};

/** Ops that multiply matrices. */
export const products: Translations = {
  matmul: (to, inputs, node) => {
    const { transposeA, transposeB } = paramsOf<Transposes>(node);
    const convolved = transposeA || transposeB ? undefined : convolution(to, node);
    return convolved ?? product(to, inputs, node);
  },
  batchedMatmul: product,
  // Groups first, which makes it as many products.
  matmulByGroup: (to, [x, kernel], node) => {
    const { transposeB } = paramsOf<Pick<Transposes, 'transposeB'>>(node);
    const matrices = transposeB ? to.transposed(kernel!, [0, 2, 1]) : kernel!;
    return to.transposed(to.node('MatMul', [to.transposed(x!, [1, 0, 2]), matrices]), [1, 0, 2]);
  },
};
