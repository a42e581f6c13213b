/** How many rows of A and columns of B a tile holds: 16 sums, about as many as a processor has registers for. */
const TILE = 4;

/** A matrix in memory: row by row, or column by column where it is stored transposed. */
export interface StoredMatrix {
  readonly data: Float64Array;
  readonly transposed: boolean;
}

/**
 * A·B, `[m, k]` by `[k, n]`, row by row.
 *
 * `for i, j: out[i][j] = Σₗ a[i][l]·b[l][j]`, each sum over l in order; 4 rows by 4 columns at a time, so that each number that is
 * loaded is used four times. Both matrices are first copied into strips of 4 rows (of A) and 4 columns (of B), in the order in which
 * the tiles read them; at the edges the strips are filled up with zeros, whose sums are dropped.
 */
export function multiplyMatrices(
  a: StoredMatrix,
  b: StoredMatrix,
  m: number,
  k: number,
  n: number,
): Float64Array {
  const rows = strips(a.data, m, k, a.transposed);
  const columns = strips(b.data, n, k, !b.transposed);
  const out = new Float64Array(m * n);
  const sums = new Float64Array(TILE * TILE);
  for (let j = 0; j < n; j += TILE) {
    const width = Math.min(TILE, n - j);
    for (let i = 0; i < m; i += TILE) {
      tile(sums, rows, i * k, columns, j * k, k);
      const height = Math.min(TILE, m - i);
      for (let r = 0; r < height; r++) {
        const at = (i + r) * n + j;
        for (let c = 0; c < width; c++) out[at + c] = sums[r * TILE + c]!;
      }
    }
  }
  return out;
}

/** The vectors (of length k) of a matrix, four by four: first numbers of the first four, second numbers of the first four, … */
function strips(data: Float64Array, count: number, k: number, transposed: boolean): Float64Array {
  const packed = new Float64Array(Math.ceil(count / TILE) * TILE * k);
  const vectorStep = transposed ? 1 : k;
  const elementStep = transposed ? count : 1;
  for (let i = 0; i < count; i++) {
    let into = (i - (i % TILE)) * k + (i % TILE);
    let from = i * vectorStep;
    for (let l = 0; l < k; l++, into += TILE, from += elementStep) packed[into] = data[from]!;
  }
  return packed;
}

/** The 16 sums of a strip of rows and a strip of columns. */
function tile(sums: Float64Array, a: Float64Array, p: number, b: Float64Array, q: number, k: number): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  for (let i = p, j = q, end = p + TILE * k; i < end; i += TILE, j += TILE) {
    const b0 = b[j]!;
    const b1 = b[j + 1]!;
    const b2 = b[j + 2]!;
    const b3 = b[j + 3]!;
    const a0 = a[i]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    const a1 = a[i + 1]!;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    const a2 = a[i + 2]!;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    const a3 = a[i + 3]!;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  sums[0] = s00;
  sums[1] = s01;
  sums[2] = s02;
  sums[3] = s03;
  sums[4] = s10;
  sums[5] = s11;
  sums[6] = s12;
  sums[7] = s13;
  sums[8] = s20;
  sums[9] = s21;
  sums[10] = s22;
  sums[11] = s23;
  sums[12] = s30;
  sums[13] = s31;
  sums[14] = s32;
  sums[15] = s33;
}
