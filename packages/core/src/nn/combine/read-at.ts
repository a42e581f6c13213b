import {
  abs,
  add,
  clip,
  matmul,
  multiply,
  relu,
  reshape,
  slice,
  subtract,
  sum,
} from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { tensor } from '../../tensor/make.ts';

/** Places in an image, from −1, left and above, to 1. */
export type Places = readonly [across: readonly number[], down: readonly number[]];

/** The places of the cells of an image, row by row. */
export function placesOfImage(height: number, width: number): Places {
  const along = (i: number, count: number): number => (count === 1 ? 0 : (2 * i) / (count - 1) - 1);
  const cells = Array.from({ length: height * width }, (_, cell) => cell);
  return [
    cells.map((cell) => along(cell % width, width)),
    cells.map((cell) => along(Math.floor(cell / width), height)),
  ];
}

/**
 * What images `[batch, height, width, channels]` show at places `[batch, 2, places]`, across and down, between four cells in proportion
 * and beyond the edge at the edge: `[batch, places, channels]`.
 */
export function readAt(x: Value, at: Value): Value {
  const [batch, height, width, channels] = x.shape;
  const columns = shares(slice(at, 1, 0, 1), width!);
  const rows = shares(slice(at, 1, 1, 2), height!);
  const lines = matmul(rows, reshape(x, [batch!, height!, width! * channels!]));
  const count = at.shape[2]!;
  const apart = reshape(lines, [batch!, count, width!, channels!]);
  return sum(multiply(apart, reshape(columns, [batch!, count, width!, 1])), { axes: 2 });
}

/** How much of each of so many cells is read at places, `[batch, 1, places]` → `[batch, places, cells]`: of two at most. */
function shares(at: Value, cells: number): Value {
  const half = (cells - 1) / 2;
  const place = clip(add(multiply(at, half), half), 0, cells - 1);
  const column = reshape(place, [at.shape[0]!, at.shape[2]!, 1]);
  const each = tensor(Array.from({ length: cells }, (_, i) => i));
  return relu(subtract(1, abs(subtract(column, each))));
}
