import { FoldwiseError } from '../../errors.ts';
import { showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { primitive, type Value } from '../primitive.ts';

function checkCode(where: string, code: number, rows: number): number {
  if (Number.isInteger(code) && code >= 0 && code < rows) return code;
  throw new FoldwiseError(`expected whole codes from 0 to ${rows - 1}, got ${code}`, {
    code: 'input',
    where,
    hint: 'check that codes run from 0 to one less than the levels of the embedding or the classes of the target',
  });
}

function gatheredShape(table: Shape, codes: Shape): Shape {
  if (table.length > 0) return [...codes, ...table.slice(1)];
  throw new FoldwiseError('expected a table of at least one axis, got a scalar', {
    code: 'shape',
    where: 'gather',
  });
}

const gatherOp = primitive<null>({
  name: 'gather',
  lowering: 'gather',
  shape: ([table, codes]) => gatheredShape(table!, codes!),
  forward: ([table, codes]) => {
    const shape = gatheredShape(table!.shape, codes!.shape);
    const rows = table!.shape[0]!;
    const width = sizeOf(table!.shape.slice(1));
    const data = new Float64Array(sizeOf(shape));
    codes!.data.forEach((code, i) => {
      const start = checkCode('gather', code, rows) * width;
      data.set(table!.data.subarray(start, start + width), i * width);
    });
    return { shape, data };
  },
  backward: (gradient, [table, codes]) => [() => scatterAdd(gradient, codes!, table!.shape[0]!), undefined],
});

/**
 * The rows of a table that whole-number codes name: `[rows, …]` and codes of any shape give `[…codes, …]`. An embedding.
 *
 * @throws FoldwiseError `input` where a code names no row.
 * @example
 * gather(tensor([[1, 2], [3, 4]]), tensor([1, 1, 0])); // [[3, 4], [3, 4], [1, 2]]
 */
export function gather(table: Value, codes: Value): Value {
  return gatherOp(null, table, codes);
}

interface Rows {
  readonly rows: number;
}

function scatteredShape(values: Shape, codes: Shape, { rows }: Rows): Shape {
  if (codes.every((length, axis) => length === values[axis])) return [rows, ...values.slice(codes.length)];
  throw new FoldwiseError(
    `expected values of shape [${codes.join(', ')}, …], a row for each code, got ${showShape(values)}`,
    { code: 'shape', where: 'scatterAdd' },
  );
}

const scatterAddOp = primitive<Rows>({
  name: 'scatterAdd',
  lowering: 'scatterAdd',
  shape: ([values, codes], params) => scatteredShape(values!, codes!, params),
  forward: ([values, codes], params) => {
    const shape = scatteredShape(values!.shape, codes!.shape, params);
    const width = sizeOf(shape.slice(1));
    const data = new Float64Array(sizeOf(shape));
    codes!.data.forEach((code, i) => {
      const start = checkCode('scatterAdd', code, params.rows) * width;
      for (let j = 0; j < width; j++) data[start + j]! += values!.data[i * width + j]!;
    });
    return { shape, data };
  },
  backward: (gradient, [, codes]) => [() => gather(gradient, codes!), undefined],
});

/**
 * A table of zeros to which each row of `values` is added where its code says: what `gather` undone is.
 *
 * @throws FoldwiseError `input` where a code names no row.
 * @example
 * scatterAdd(tensor([[1], [2], [4]]), tensor([1, 1, 0]), 3); // [[4], [3], [0]]
 */
export function scatterAdd(values: Value, codes: Value, rows: number): Value {
  return scatterAddOp({ rows }, values, codes);
}

const oneHotOp = primitive<{ readonly classes: number }>({
  name: 'oneHot',
  lowering: 'oneHot',
  shape: ([codes], { classes }) => [...codes!, classes],
  forward: ([codes], { classes }) => marked(codes!, classes),
  backward: () => [undefined],
});

function marked(codes: Tensor, classes: number): Tensor {
  const data = new Float64Array(codes.data.length * classes);
  codes.data.forEach((code, i) => (data[i * classes + checkCode('oneHot', code, classes)] = 1));
  return { shape: [...codes.shape, classes], data };
}

/**
 * A 1 at the class that each code names and 0 at the others, along a new last axis.
 *
 * @throws FoldwiseError `input` where a code names no class.
 * @example
 * oneHot(tensor([2, 0]), 3); // [[0, 0, 1], [1, 0, 0]]
 */
export function oneHot(codes: Value, classes: number): Value {
  return oneHotOp({ classes }, codes);
}
