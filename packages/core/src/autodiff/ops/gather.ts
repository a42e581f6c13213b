import { FoldwiseError } from '../../errors.ts';
import { showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { layoutOf, rowBytes } from '../lowering/layout.ts';
import type { Lowering, Placed, Word } from '../lowering/lowering.ts';
import { placed } from '../lowering/placed.ts';
import { primitive, type Value } from '../primitive.ts';
import { reflow } from './reshape.ts';

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

/** Words of a move of rows between a table and the places of its codes, both matrices. */
function moveWords(table: Placed, codes: Placed, values: Placed): readonly Word[] {
  const ofTable = [table, table.stride, table.rows, rowBytes(table.columns)];
  return [...codeWords(codes), ...ofTable, values, values.stride];
}

function codeWords(codes: Placed): readonly Word[] {
  return [codes.rows, codes.columns, codes, codes.stride];
}

/** A value as rows of a matrix, `rows` of them: itself if it lies in memory that way, else memory of that form. */
function matrixLike(k: Lowering, x: Placed, rows: number): Placed {
  const shape = [rows, sizeOf(x.shape) / rows];
  const wanted = layoutOf(shape);
  const isOne = x.rows === wanted.rows && x.columns === wanted.columns;
  return isOne ? placed(x.buffer, shape) : k.fresh('rows', shape);
}

/** The same with the numbers in it. */
function asMatrix(k: Lowering, x: Placed, rows: number): Placed {
  const matrix = matrixLike(k, x, rows);
  if (matrix.buffer !== x.buffer) reflow(k, matrix, x);
  return matrix;
}

const gatherOp = primitive<null>({
  name: 'gather',
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
  lower: (k, out, [table, codes]) => {
    const rows = asMatrix(k, table!, table!.shape[0]!);
    const values = matrixLike(k, out, sizeOf(codes!.shape));
    k.emit('gatherRows', moveWords(rows, codes!, values), { reads: [rows, codes!], writes: values });
    if (values.buffer !== out.buffer) reflow(k, out, values);
  },
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
  lower: (k, out, [values, codes], { rows }) => {
    const added = asMatrix(k, values!, sizeOf(codes!.shape));
    const table = matrixLike(k, out, rows);
    k.emit('clear', [table, table.bytes], { reads: [], writes: table });
    const words = moveWords(table, codes!, added);
    k.emit('scatterRows', words, { reads: [table, codes!, added], writes: table });
    if (table.buffer !== out.buffer) reflow(k, out, table);
  },
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
  shape: ([codes], { classes }) => [...codes!, classes],
  forward: ([codes], { classes }) => marked(codes!, classes),
  backward: () => [undefined],
  lower: (k, out, [codes], { classes }) => {
    k.emit('clear', [out, out.bytes], { reads: [], writes: out });
    const words = [...codeWords(codes!), classes, out, out.stride];
    k.emit('markCodes', words, { reads: [codes!, out], writes: out });
  },
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
