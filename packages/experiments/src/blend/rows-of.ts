import type { Tensor } from '@foldwise/core';

/** These rows of a tensor `[rows, …]`. */
export function rowsOf({ shape, data }: Tensor, rows: Uint32Array): Tensor {
  const width = data.length / shape[0]!;
  const taken = new Float64Array(rows.length * width);
  for (const [at, row] of rows.entries()) {
    taken.set(data.subarray(row * width, (row + 1) * width), at * width);
  }
  return { shape: [rows.length, ...shape.slice(1)], data: taken };
}
