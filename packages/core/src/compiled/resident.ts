import { layoutOf } from '../autodiff/lowering/layout.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Factors, Shape, Tensor } from '../tensor/tensor.ts';
import type { Arena } from './arena.ts';
import type { Buffer } from './instruction.ts';

/** A tensor that lives in the kernels' memory. */
export interface Resident {
  readonly shape: Shape;
  readonly buffer: Buffer;
  readonly role?: 'statistic';
  readonly factors?: Factors;
}

/** Memory for a tensor, with its numbers in it. */
export function resident(arena: Arena, name: string, { shape, data, role, factors }: Tensor): Resident {
  const buffer = arena.keep(name, layoutOf(shape).bytes);
  writeTensor(arena, buffer, shape, data);
  return { shape, buffer, ...(role && { role }), ...(factors && { factors }) };
}

/** Writes the numbers of a tensor into memory as its layout says, rounded to float32. */
export function writeTensor(arena: Arena, buffer: Buffer, shape: Shape, data: Float64Array): void {
  writeNumbers(arena.floats(buffer), shape, data);
}

/** The same, to the beginning of any memory. */
export function writeNumbers(memory: Float32Array, shape: Shape, data: Float64Array): void {
  const { rows, columns, stride } = layoutOf(shape);
  for (let row = 0; row < rows; row++) {
    const at = (row * stride) >> 2;
    for (let column = 0; column < columns; column++) memory[at + column] = data[row * columns + column]!;
  }
}

/** Reads the numbers of a tensor back. */
export function readTensor(arena: Arena, buffer: Buffer, shape: Shape): Float64Array<ArrayBuffer> {
  const { rows, columns, stride } = layoutOf(shape);
  const memory = arena.floats(buffer);
  const data = new Float64Array(sizeOf(shape));
  for (let row = 0; row < rows; row++) {
    const at = (row * stride) >> 2;
    for (let column = 0; column < columns; column++) data[row * columns + column] = memory[at + column]!;
  }
  return data;
}
