import { sizeOf } from '../../tensor/shape.ts';
import type { Word } from '../instruction.ts';
import { layoutOf, rowBytes } from '../layout.ts';
import { at, lowerOp, type Lowering, type LowerOp, type Placed } from './lowering.ts';
import { clear, reflow } from './move.ts';

function codeWords(codes: Placed): readonly Word[] {
  const { rows, columns, stride } = layoutOf(codes.shape);
  return [rows, columns, at(codes), stride];
}

/** Words of a move of rows between a table and the places of its codes, both matrices. */
function wordsOf(table: Placed, codes: Placed, values: Placed): readonly Word[] {
  const { stride, rows, columns } = layoutOf(table.shape);
  return [
    ...codeWords(codes),
    at(table),
    stride,
    rows,
    rowBytes(columns),
    at(values),
    layoutOf(values.shape).stride,
  ];
}

/** A value as rows of a matrix, `rows` of them: itself if it lies in memory that way, else memory of that form. */
function matrixLike(lowering: Lowering, x: Placed, rows: number): Placed {
  const shape = [rows, sizeOf(x.shape) / rows];
  const [own, wanted] = [layoutOf(x.shape), layoutOf(shape)];
  if (own.rows === wanted.rows && own.columns === wanted.columns) return { buffer: x.buffer, shape };
  return lowering.fresh('rows', shape);
}

function filled(lowering: Lowering, matrix: Placed, x: Placed): Placed {
  if (matrix.buffer !== x.buffer) reflow(lowering, matrix, x);
  return matrix;
}

export const lowerGather: LowerOp = lowerOp<null>((lowering, out, [tableNode, codesNode]) => {
  const x = lowering.place(tableNode!);
  const codes = lowering.place(codesNode!);
  const table = filled(lowering, matrixLike(lowering, x, x.shape[0]!), x);
  const values = matrixLike(lowering, out, sizeOf(codes.shape));
  lowering.emit({
    kernel: 'Kernel.gatherRows',
    words: wordsOf(table, codes, values),
    reads: [table.buffer, codes.buffer],
    writes: [values.buffer],
  });
  if (values.buffer !== out.buffer) reflow(lowering, out, values);
});

export const lowerScatterAdd: LowerOp = lowerOp<{ readonly rows: number }>(
  (lowering, out, [valuesNode, codesNode], { rows }) => {
    const x = lowering.place(valuesNode!);
    const codes = lowering.place(codesNode!);
    const values = filled(lowering, matrixLike(lowering, x, sizeOf(codes.shape)), x);
    const table = matrixLike(lowering, out, rows);
    clear(lowering, table);
    lowering.emit({
      kernel: 'Kernel.scatterRows',
      words: wordsOf(table, codes, values),
      reads: [table.buffer, codes.buffer, values.buffer],
      writes: [table.buffer],
    });
    if (table.buffer !== out.buffer) reflow(lowering, out, table);
  },
);

export const lowerOneHot: LowerOp = lowerOp<{ readonly classes: number }>(
  (lowering, out, [input], { classes }) => {
    const codes = lowering.place(input!);
    clear(lowering, out);
    lowering.emit({
      kernel: 'Kernel.markCodes',
      words: [...codeWords(codes), classes, at(out), layoutOf(out.shape).stride],
      reads: [codes.buffer, out.buffer],
      writes: [out.buffer],
    });
  },
);
