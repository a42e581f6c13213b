import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { primitive, type Value } from '../primitive.ts';
import { multiplyMatrices } from './matmul-kernel.ts';

export interface MatmulOptions {
  /** Use the first matrix transposed. */
  readonly transposeA?: boolean;
  /** Use the second matrix transposed. */
  readonly transposeB?: boolean;
}

const matmulOp = primitive<Required<MatmulOptions>>({
  name: 'matmul',
  shape: ([a, b], params) => productShape(a!, b!, params),
  forward: ([a, b], params) => product(a!, b!, params),
  // C = A·B: dA = dC·Bᵀ and dB = Aᵀ·dC; with A or B transposed, so is what is asked for.
  backward: (gradient, [a, b], _, { transposeA, transposeB }) => [
    () =>
      transposeA
        ? matmul(b!, gradient, { transposeA: transposeB, transposeB: true })
        : matmul(gradient, b!, { transposeB: !transposeB }),
    () =>
      transposeB
        ? matmul(gradient, a!, { transposeA: true, transposeB: transposeA })
        : matmul(a!, gradient, { transposeA: !transposeA }),
  ],
});

function productShape(a: Shape, b: Shape, { transposeA, transposeB }: Required<MatmulOptions>): Shape {
  const [rows, inner] = transposeA ? [a[1], a[0]] : a;
  const [innerB, columns] = transposeB ? [b[1], b[0]] : b;
  if (a.length === 2 && b.length === 2 && inner === innerB) return [rows!, columns!];
  throw new FoldwiseError(
    `expected two matrices [m, k] and [k, n], got ${shown(a, transposeA)} and ${shown(b, transposeB)}`,
    {
      code: 'shape',
      where: 'matmul',
      hint:
        a.length === 2 && b.length === 2
          ? `${inner} and ${innerB} should be equal`
          : 'reshape to two axes first',
    },
  );
}

function shown(shape: Shape, transposed: boolean): string {
  return `${showShape(shape)}${transposed ? ' transposed' : ''}`;
}

function product(a: Tensor, b: Tensor, params: Required<MatmulOptions>): Tensor {
  const shape = productShape(a.shape, b.shape, params);
  const inner = a.shape[params.transposeA ? 0 : 1]!;
  const left = { data: a.data, transposed: params.transposeA };
  const right = { data: b.data, transposed: params.transposeB };
  return { shape, data: multiplyMatrices(left, right, shape[0]!, inner, shape[1]!) };
}

/**
 * The matrix product A·B of `[m, k]` and `[k, n]`, either of them transposed if asked.
 *
 * @throws FoldwiseError `shape` where the inner lengths differ or an input is no matrix.
 * @example
 * matmul(tensor([[1, 2]]), tensor([[3], [4]])); // [[11]]
 */
export function matmul(a: Value, b: Value, options: MatmulOptions = {}): Value {
  return matmulOp({ transposeA: options.transposeA ?? false, transposeB: options.transposeB ?? false }, a, b);
}
