import type { Tensor } from '@foldwise/core';

/** Column k of a matrix; a vector has one. */
export function columnOf({ shape, data }: Tensor, k: number): Float64Array {
  const [rows = 0, columns = 1] = shape;
  return columns === 1 ? data : Float64Array.from({ length: rows }, (_, row) => data[row * columns + k]!);
}
