import { sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';

/**
 * How a tensor lies in memory: row by row along its last axis, each row padded to whole vectors.
 *
 * What the padding holds is never mixed into a number that counts, so nothing keeps it clean.
 */
export interface Layout {
  /** Rows: the product of all axes but the last. */
  readonly rows: number;
  /** Numbers of a row that count. */
  readonly columns: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  /** Bytes in all. */
  readonly bytes: number;
}

/** Bytes of a pair of vectors: what kernels move by. */
export const PAIR = 32;

/** Bytes of `columns` numbers in whole vector pairs. */
export function rowBytes(columns: number): number {
  return Math.ceil(columns / 8) * PAIR;
}

/**
 * The stride of rows of so many numbers: one vector pair up to eight, whole tiles of sixteen above. Long rows are kept from lying a
 * multiple of 256 bytes apart: those share few lines of the cache, which measured up to eight times slower.
 */
export function strideOf(columns: number): number {
  if (columns <= 8) return PAIR;
  const tiles = Math.ceil(columns / 16);
  return (tiles >= 8 && tiles % 4 === 0 ? tiles + 1 : tiles) * 64;
}

export function layoutOf(shape: Shape): Layout {
  const columns = shape.at(-1) ?? 1;
  const rows = sizeOf(shape.slice(0, -1));
  const stride = strideOf(columns);
  return { rows, columns, stride, bytes: Math.max(1, rows) * stride };
}
