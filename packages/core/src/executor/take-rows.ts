import type { Tensor } from '../tensor/tensor.ts';

/**
 * The given rows of a tensor `[rows, …]`, in the given order.
 *
 * @example
 * takeRows(tensor([[1, 2], [3, 4]]), Uint32Array.of(1)); // [[3, 4]]
 */
export function takeRows({ shape, data }: Tensor, rows: Uint32Array): Tensor {
  const width = shape.slice(1).reduce((size, length) => size * length, 1);
  const taken = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * width;
    for (let k = 0; k < width; k++) taken[i * width + k] = data[from + k]!;
  }
  return { shape: [rows.length, ...shape.slice(1)], data: taken };
}
