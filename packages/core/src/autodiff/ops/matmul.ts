import { FoldwiseError } from '../../errors.ts';
import { sameShape, showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Lowering, Placed } from '../lowering/lowering.ts';
import { applyPrimitive, type Primitive, type Value } from '../primitive.ts';
import { multiplyMatrices } from './matmul-kernel.ts';
import { reshape } from './reshape.ts';
import { sumTo } from './sum.ts';
import { transposed } from './transpose.ts';

export interface MatmulOptions {
  /** Use the first matrix transposed. */
  readonly transposeA?: boolean;
  /** Use the second matrix transposed. */
  readonly transposeB?: boolean;
}

export type Transposes = Required<MatmulOptions>;

/** The op of `matmul`, for who looks for products in a graph. */
export const matmulOp: Primitive<Transposes> = {
  name: 'matmul',
  shape: ([a, b], params) => productShape(a!, b!, params),
  flops: ([a, b], params) => flopsOf(a!, productShape(a!, b!, params), params),
  forward: ([a, b], params) => product(a!, b!, params),
  backward: (gradient, [a, b], _, params) => [
    () => towardsFirst(gradient, b!, params),
    () => towardsSecond(gradient, a!, params),
  ],
  lower: (k, out, inputs, params) => lowerProduct(k, out, inputs, params, PLAIN),
};

/** As many products as there are matrices along the first axis; a side of two axes is one matrix for all of them. */
const batchedMatmulOp: Primitive<Transposes> = {
  name: 'batchedMatmul',
  shape: ([a, b], params) => batchedShape(a!, b!, params),
  flops: ([a, b], params) => flopsOf(a!, batchedShape(a!, b!, params), params),
  forward: ([a, b], params) => products(a!, b!, params),
  backward: (gradient, [a, b], _, params) => [
    () => sumTo(towardsFirst(gradient, b!, params), a!.shape),
    () => sumTo(towardsSecond(gradient, a!, params), b!.shape),
  ],
  lower: (k, out, inputs, params) => lowerProduct(k, out, inputs, params, PLAIN),
};

/** What is done to a product while it is still in registers. */
export interface Finish {
  /** A row that is added; none unless given. */
  readonly bias?: Placed | undefined;
  /** The least number the result may have: 0 for a ReLU. */
  readonly low: number;
}

const PLAIN: Finish = { low: -Infinity };

/** Lowers C = max(A·B + bias, low), of one matrix or of each of a batch; a side that is one matrix is used for all of them. */
export function lowerProduct(
  k: Lowering,
  out: Placed,
  [a, right]: readonly Placed[],
  { transposeA, transposeB }: Transposes,
  { bias, low }: Finish,
): void {
  const [m, n] = [out.shape.at(-2)!, out.shape.at(-1)!];
  const count = out.shape.length === 2 ? 1 : out.shape[0]!;
  // One matrix that all share is transposed once; elsewhere it is done where columns are packed.
  const isShared = transposeB && count > 1 && right!.shape.length === 2;
  const b = isShared ? transposed(k, right!) : right!;
  const isTransposed = transposeB && !isShared;
  const inner = b.shape.at(isTransposed ? -1 : -2)!;
  const added = bias ?? k.zeros(n);
  const matrices = [a!, b, out].flatMap((x) => [x, x.stride]);
  const steps = [a!, b, out].map(({ shape, stride }) => (shape.length === 2 ? 0 : shape[1]! * stride));
  k.emit(
    transposeA ? 'productTransposed' : 'product',
    [m, n, inner, ...matrices, added, 0, { real: low }, count, ...steps, Number(isTransposed)],
    { reads: [a!, b, added], writes: out },
  );
}

/** A multiplication and an addition for each of the inner numbers of each of the results. */
function flopsOf(a: Shape, result: Shape, { transposeA }: Transposes): number {
  return 2 * sizeOf(result) * a.at(transposeA ? -2 : -1)!;
}

// C = A·B: dA = dC·Bᵀ and dB = Aᵀ·dC; with A or B transposed, so is what is asked for.

function towardsFirst(gradient: Value, b: Value, { transposeA, transposeB }: Transposes): Value {
  return transposeA
    ? matmul(b, gradient, { transposeA: transposeB, transposeB: true })
    : matmul(gradient, b, { transposeB: !transposeB });
}

function towardsSecond(gradient: Value, a: Value, { transposeA, transposeB }: Transposes): Value {
  return transposeB
    ? matmul(gradient, a, { transposeA: true, transposeB: transposeA })
    : matmul(a, gradient, { transposeA: !transposeA });
}

function productShape(a: Shape, b: Shape, { transposeA, transposeB }: Transposes): Shape {
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

function batchedShape(a: Shape, b: Shape, params: Transposes): Shape {
  const [batchA, batchB] = [a.slice(0, -2), b.slice(0, -2)];
  const batch = batchA.length === 0 ? batchB : batchA;
  if (batchA.length > 0 && batchB.length > 0 && !sameShape(batchA, batchB)) {
    throw new FoldwiseError(
      `expected the same axes before the matrices, or none on one side, got ${showShape(a)} and ${showShape(b)}`,
      { code: 'shape', where: 'matmul', hint: 'repeat one of them by broadcastTo first' },
    );
  }
  return [...batch, ...productShape(a.slice(-2), b.slice(-2), params)];
}

function shown(shape: Shape, isTransposed: boolean): string {
  return `${showShape(shape)}${isTransposed ? ' transposed' : ''}`;
}

function product(a: Tensor, b: Tensor, params: Transposes): Tensor {
  const shape = productShape(a.shape, b.shape, params);
  const inner = a.shape[params.transposeA ? 0 : 1]!;
  const left = { data: a.data, transposed: params.transposeA };
  const right = { data: b.data, transposed: params.transposeB };
  return { shape, data: multiplyMatrices(left, right, shape[0]!, inner, shape[1]!) };
}

function products(a: Tensor, b: Tensor, params: Transposes): Tensor {
  const shape = batchedShape(a.shape, b.shape, params);
  const data = new Float64Array(sizeOf(shape));
  const size = shape[1]! * shape[2]!;
  for (let i = 0; i < shape[0]!; i++)
    data.set(product(matrixAt(a, i), matrixAt(b, i), params).data, i * size);
  return { shape, data };
}

/** Matrix i of a batch, or the one that all share. */
function matrixAt({ shape, data }: Tensor, i: number): Tensor {
  if (shape.length === 2) return { shape, data };
  const size = shape[1]! * shape[2]!;
  return { shape: shape.slice(1), data: data.subarray(i * size, (i + 1) * size) };
}

/** Batch axes as one: `[…batch, rows, columns]` → `[batch, rows, columns]`. */
function oneBatchAxis(x: Value): Value {
  const { shape } = x;
  return shape.length <= 3 ? x : reshape(x, [sizeOf(shape.slice(0, -2)), ...shape.slice(-2)]);
}

/**
 * The matrix product A·B of `[m, k]` and `[k, n]`, either of them transposed if asked; of `[…batch, m, k]` and `[…batch, k, n]`,
 * matrix by matrix. A side without batch axes is used for every matrix of the other.
 *
 * @throws FoldwiseError `shape` where the inner lengths or the batch axes differ or an input is no matrix.
 * @example
 * matmul(tensor([[1, 2]]), tensor([[3], [4]])); // [[11]]
 * matmul(ones([8, 2, 3]), ones([3, 5])).shape; // [8, 2, 5]
 */
export function matmul(a: Value, b: Value, options: MatmulOptions = {}): Value {
  const { transposeA = false, transposeB = false } = options;
  const params = { transposeA, transposeB };
  if (a.shape.length <= 2 && b.shape.length <= 2) return applyPrimitive(matmulOp, params, [a, b]);
  const shape = batchedShape(a.shape, b.shape, params);
  // Rows of all the matrices that meet one and the same matrix are rows of one product.
  const made =
    b.shape.length === 2 && !transposeA
      ? applyPrimitive(matmulOp, params, [reshape(a, [sizeOf(a.shape.slice(0, -1)), a.shape.at(-1)!]), b])
      : applyPrimitive(batchedMatmulOp, params, [oneBatchAxis(a), oneBatchAxis(b)]);
  return reshape(made, shape);
}
