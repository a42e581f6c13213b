import { FoldwiseError } from '../../errors.ts';
import { showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import type { Lowering, Placed } from '../lowering/lowering.ts';
import { primitive, type Value } from '../primitive.ts';
import { multiplyMatrices } from './matmul-kernel.ts';
import { transposed } from './transpose.ts';

/** The lengths of a product of rows `[batch, groups, k]` with a matrix for each group; `rows` and `columns` are those of the matrix. */
interface Groups {
  readonly batch: number;
  readonly groups: number;
  readonly rows: number;
  readonly columns: number;
}

function refuse(expected: string, shapes: readonly Shape[]): never {
  throw new FoldwiseError(
    `expected ${expected}, got ${shapes.map((shape) => showShape(shape)).join(' and ')}`,
    {
      code: 'shape',
      where: 'matmulByGroup',
      hint: 'the groups are the second axis of the rows and the first of the matrices',
    },
  );
}

/** The numbers of group g, `[batch, width]`, of rows `[batch, groups, width]`. */
function groupOf({ shape, data }: Tensor, g: number): Float64Array {
  const [batch, groups, width] = shape as [number, number, number];
  const of = new Float64Array(batch * width);
  for (let i = 0; i < batch; i++) {
    const from = (i * groups + g) * width;
    of.set(data.subarray(from, from + width), i * width);
  }
  return of;
}

/** The matrix of group g of `[groups, rows, columns]`. */
function matrixOf({ shape, data }: Tensor, g: number): Float64Array {
  const size = sizeOf(shape.slice(1));
  return data.subarray(g * size, (g + 1) * size);
}

/** Bytes from a row of a group to its next, and from a row of one group to that of the next. */
function strides({ shape, stride }: Placed): readonly [next: number, group: number] {
  return [shape[1]! * stride, stride];
}

/** Emits a product for each of so many groups: the words are m, n, k and then address, stride and step of A, B and C. */
function emitProducts(
  k: Lowering,
  kernel: 'product' | 'productTransposed',
  groups: number,
  lengths: readonly [number, number, number],
  matrices: readonly { readonly at: Placed; readonly stride: number; readonly step: number }[],
): void {
  const [a, b, c] = matrices.map(({ at }) => at) as [Placed, Placed, Placed];
  const added = k.zeros(lengths[1]);
  const places = matrices.flatMap(({ at, stride }) => [at, stride]);
  const steps = matrices.map(({ step }) => step);
  k.emit(kernel, [...lengths, ...places, added, 0, { real: -Infinity }, groups, ...steps, 0], {
    reads: [a, b, added],
    writes: c,
  });
}

function rowsShape([x, kernel]: readonly Shape[], transposeB: boolean): Groups {
  const [rows, columns] = transposeB ? [kernel![2], kernel![1]] : [kernel![1], kernel![2]];
  const fits = x!.length === 3 && kernel!.length === 3 && x![1] === kernel![0] && x![2] === rows;
  if (!fits) refuse('rows [batch, groups, k] and matrices [groups, k, n]', [x!, kernel!]);
  return { batch: x![0]!, groups: x![1]!, rows: rows!, columns: columns! };
}

interface Transpose {
  readonly transposeB: boolean;
}

/** y[b, g] = x[b, g]·W[g]: the rows of a group lie as far apart as all groups are long, so that nothing is moved for it. */
const byGroup: (params: Transpose, ...inputs: readonly Value[]) => Value = primitive<Transpose>({
  name: 'matmulByGroup',
  shape: (shapes, { transposeB }) => {
    const { batch, groups, columns } = rowsShape(shapes, transposeB);
    return [batch, groups, columns];
  },
  flops: (shapes, { transposeB }) => {
    const { batch, groups, rows, columns } = rowsShape(shapes, transposeB);
    return 2 * batch * groups * rows * columns;
  },
  forward: ([x, kernel], { transposeB }) => {
    const { batch, groups, rows, columns } = rowsShape([x!.shape, kernel!.shape], transposeB);
    const data = new Float64Array(batch * groups * columns);
    for (let g = 0; g < groups; g++) {
      const left = { data: groupOf(x!, g), transposed: false };
      const right = { data: matrixOf(kernel!, g), transposed: transposeB };
      const product = multiplyMatrices(left, right, batch, rows, columns);
      for (let i = 0; i < batch; i++)
        data.set(product.subarray(i * columns, (i + 1) * columns), (i * groups + g) * columns);
    }
    return { shape: [batch, groups, columns], data };
  },
  backward: (gradient, [x, kernel], _, { transposeB }) => [
    () => byGroup({ transposeB: !transposeB }, gradient, kernel!),
    () => (transposeB ? ofGroups(null, gradient, x!) : ofGroups(null, x!, gradient)),
  ],
  lower: (k, out, [x, kernel], { transposeB }) => {
    const { batch, groups, rows, columns } = rowsShape([x!.shape, kernel!.shape], transposeB);
    const matrix = transposeB ? transposed(k, kernel!) : kernel!;
    const [[lda, stepA], [ldc, stepC]] = [strides(x!), strides(out)];
    emitProducts(
      k,
      'product',
      groups,
      [batch, columns, rows],
      [
        { at: x!, stride: lda, step: stepA },
        { at: matrix, stride: matrix.stride, step: rows * matrix.stride },
        { at: out, stride: ldc, step: stepC },
      ],
    );
  },
});

function matricesShape([x, y]: readonly Shape[]): Groups {
  const fits = x!.length === 3 && y!.length === 3 && x![0] === y![0] && x![1] === y![1];
  if (!fits) refuse('rows [batch, groups, k] and [batch, groups, n]', [x!, y!]);
  return { batch: x![0]!, groups: x![1]!, rows: x![2]!, columns: y![2]! };
}

/** W[g] = Σ_b x[b, g]ᵀ·y[b, g]: what the matrices of `byGroup` contribute. */
const ofGroups: (params: null, ...inputs: readonly Value[]) => Value = primitive<null>({
  name: 'matmulByGroupGradient',
  shape: (shapes) => {
    const { groups, rows, columns } = matricesShape(shapes);
    return [groups, rows, columns];
  },
  flops: (shapes) => {
    const { batch, groups, rows, columns } = matricesShape(shapes);
    return 2 * batch * groups * rows * columns;
  },
  forward: ([x, y]) => {
    const { batch, groups, rows, columns } = matricesShape([x!.shape, y!.shape]);
    const data = new Float64Array(groups * rows * columns);
    for (let g = 0; g < groups; g++) {
      const left = { data: groupOf(x!, g), transposed: true };
      const right = { data: groupOf(y!, g), transposed: false };
      data.set(multiplyMatrices(left, right, rows, batch, columns), g * rows * columns);
    }
    return { shape: [groups, rows, columns], data };
  },
  backward: (gradient, [x, y]) => [
    () => byGroup({ transposeB: true }, y!, gradient),
    () => byGroup({ transposeB: false }, x!, gradient),
  ],
  lower: (k, out, [x, y]) => {
    const { batch, groups, rows, columns } = matricesShape([x!.shape, y!.shape]);
    const [[lda, stepA], [ldb, stepB]] = [strides(x!), strides(y!)];
    emitProducts(
      k,
      'productTransposed',
      groups,
      [rows, columns, batch],
      [
        { at: x!, stride: lda, step: stepA },
        { at: y!, stride: ldb, step: stepB },
        { at: out, stride: out.stride, step: rows * out.stride },
      ],
    );
  },
});

/**
 * A matrix of its own for each group of numbers in a row: x `[batch, groups, k]` and W `[groups, k, n]` → `[batch, groups, n]`,
 * y[b, g] = x[b, g]·W[g].
 *
 * @throws FoldwiseError `shape` where groups or inner lengths differ.
 * @example
 * matmulByGroup(ones([8, 3, 4]), ones([3, 4, 2])).shape; // [8, 3, 2]
 */
export function matmulByGroup(x: Value, kernel: Value): Value {
  return byGroup({ transposeB: false }, x, kernel);
}
