/**
 * A·B of contiguous matrices, `[m, k]` and `[k, n]`.
 *
 * `for i, j: out[i][j] = Σₖ a[i][k]·b[k][j]`, a tile of 4 rows by 2 columns at a time, so that what is loaded is used several times
 * and the sums stay in registers. Each sum runs over k in order, whatever tile it falls into.
 */
export function multiplyMatrices(
  a: Float64Array,
  b: Float64Array,
  m: number,
  k: number,
  n: number,
): Float64Array {
  const out = new Float64Array(m * n);
  const fullRows = m - (m % 4);
  const fullColumns = n - (n % 2);
  for (let i = 0; i < fullRows; i += 4) {
    for (let j = 0; j < fullColumns; j += 2) tile(out, a, b, i, j, k, n);
    if (fullColumns < n) for (let r = i; r < i + 4; r++) cell(out, a, b, r, fullColumns, k, n);
  }
  for (let i = fullRows; i < m; i++) for (let j = 0; j < n; j++) cell(out, a, b, i, j, k, n);
  return out;
}

function cell(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  i: number,
  j: number,
  k: number,
  n: number,
): void {
  let sum = 0;
  const row = i * k;
  for (let l = 0, at = j; l < k; l++, at += n) sum += a[row + l]! * b[at]!;
  out[i * n + j] = sum;
}

function tile(
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  i: number,
  j: number,
  k: number,
  n: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  let s20 = 0;
  let s21 = 0;
  let s30 = 0;
  let s31 = 0;
  let r0 = i * k;
  let r1 = r0 + k;
  let r2 = r1 + k;
  let r3 = r2 + k;
  for (let l = 0, at = j; l < k; l++, at += n) {
    const b0 = b[at]!;
    const b1 = b[at + 1]!;
    const a0 = a[r0++]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    const a1 = a[r1++]!;
    s10 += a1 * b0;
    s11 += a1 * b1;
    const a2 = a[r2++]!;
    s20 += a2 * b0;
    s21 += a2 * b1;
    const a3 = a[r3++]!;
    s30 += a3 * b0;
    s31 += a3 * b1;
  }
  const at = i * n + j;
  out[at] = s00;
  out[at + 1] = s01;
  out[at + n] = s10;
  out[at + n + 1] = s11;
  out[at + 2 * n] = s20;
  out[at + 2 * n + 1] = s21;
  out[at + 3 * n] = s30;
  out[at + 3 * n + 1] = s31;
}
