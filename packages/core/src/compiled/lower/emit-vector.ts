import { rowBytes } from '../../autodiff/lowering/layout.ts';
import type { Placed, Word } from '../../autodiff/lowering/lowering.ts';
import type { Vector, Vectors } from '../../autodiff/lowering/vectors.ts';
import { sameShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { operandWord } from '../vector/emit.ts';
import { Expression } from '../vector/expression.ts';
import type { GraphLowering } from './graph-lowering.ts';
import { type Loops, rowStrides, twoLoops } from './loops.ts';

/** Makes the results of an elementwise kernel of the vectors of its operands. */
export type BuildVectors = (e: Vectors, inputs: readonly Vector[]) => readonly Vector[];

/** Whether operands of these shapes all move along in one long row, or are one number. */
function isFlat(shape: Shape, operands: readonly Shape[]): boolean {
  return operands.every((operand) => sizeOf(operand) === 1 || sameShape(operand, shape));
}

function loopsOf(shape: Shape, operands: readonly Shape[]): Loops | undefined {
  return twoLoops(
    shape.slice(0, -1),
    operands.map((operand) => rowStrides(operand, shape)),
  );
}

/** Whether operands of these shapes and so many results go into one kernel: into the words of an instruction and into two loops. */
export function fitsKernel(
  words: number,
  shape: Shape,
  operands: readonly Shape[],
  results: number,
): boolean {
  const flat = isFlat(shape, operands);
  if (operandWord(operands.length + results, flat) > words) return false;
  return flat || loopsOf(shape, [...operands, shape]) !== undefined;
}

/**
 * Emits one elementwise kernel: `build` makes the results, all of one shape, of the operands, which are repeated to that shape; says
 * `false`, and emits nothing, where they are repeated along axes too far apart.
 *
 * Where all operands are of that shape, or one number, their rows and the padding between them are one long run.
 */
export function emitVector(
  lowering: GraphLowering,
  operands: readonly Placed[],
  outs: readonly Placed[],
  build: BuildVectors,
): boolean {
  const { shape, bytes, columns } = outs[0]!;
  const places = [...operands, ...outs];
  const shapes = places.map((place) => place.shape);
  const flat = isFlat(shape, shapes);
  const loops = flat ? undefined : loopsOf(shape, shapes);
  if (!flat && loops === undefined) return false;
  const expression = new Expression(lowering.fused);
  const results = build(
    expression,
    operands.map((_, i) => expression.input(i)),
  );
  const splats = operands.map((operand) =>
    flat ? !sameShape(operand.shape, shape) : (operand.shape.at(-1) ?? 1) === 1 && columns !== 1,
  );
  const number = lowering.numberOf({ expression, results, splats, flat });
  const words: Word[] =
    loops === undefined
      ? [number, 1, 1, bytes, lowering.constants, ...places]
      : [number, loops.outer, loops.rows, rowBytes(columns), lowering.constants];
  loops?.strides.forEach(([outer, row], i) => words.push(places[i]!, row, outer - loops.rows * row));
  lowering.add({
    kernel: 'Kernel.vector',
    words,
    reads: operands.map(({ buffer }) => buffer),
    writes: outs.map(({ buffer }) => buffer),
    inPlace: true,
  });
  return true;
}
