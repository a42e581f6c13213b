import { multiply, multiplyTransposed } from './generated/gemm';
import { address, real, word } from './instruction';

/** Inner length of a block: a column of tiles then reads 16 KiB of B again and again, which stays in the nearest cache. */
const INNER = 256;
/** A rest this much longer than a block still goes with it. */
const SLACK = 128;
/** Rows of a block: with the inner length, 128 KiB of A that all columns of tiles read, which stays in the next cache. */
const ROWS = 128;
/** Columns of B that are packed at a time, and of A where it is used transposed: whole tiles. */
const COLUMNS = 320;
const STRIP = 20;

const PACKED_B: usize = memory.data((INNER + SLACK) * COLUMNS * 4, 64);
const PACKED_A: usize = memory.data((INNER + SLACK) * STRIP * 4, 64);

/** From how many bytes on rows of B are packed, for so many rows of A at the least: the farther they lie apart, the sooner it pays. */
const FAR: usize = 131072;
const FAR_ROWS = 320;
const FARTHER: usize = 393216;
const FARTHER_ROWS = 48;

// @ts-ignore: decorator
@inline
function packingPays(rows: i32, bytes: usize): bool {
  return bytes >= FARTHER ? rows >= FARTHER_ROWS : bytes >= FAR && rows >= FAR_ROWS;
}

// @ts-ignore: decorator
@inline
function blockOf(left: i32, size: i32): i32 {
  return left <= size + SLACK ? left : size;
}

/**
 * Copies a block of B, column of tiles after column of tiles: each is then one piece of memory. Rows that lie far apart are on as many
 * pages, more than the processor remembers the addresses of.
 */
function packColumns(rows: i32, columns: i32, b: usize, ldb: usize): void {
  let to = PACKED_B;
  for (let column = 0; column < columns; column += 16, b += 64) {
    let from = b;
    for (let row = 0; row < rows; row++, from += ldb, to += 64) {
      const x0 = v128.load(from), x1 = v128.load(from, 16), x2 = v128.load(from, 32), x3 = v128.load(from, 48);
      v128.store(to, x0);
      v128.store(to, x1, 16);
      v128.store(to, x2, 32);
      v128.store(to, x3, 48);
    }
  }
}

/** Of a matrix that is given transposed, a row for each column, the row of a column; the last one again where there are no more. */
// @ts-ignore: decorator
@inline
function rowOf(b: usize, ldb: usize, column: i32, columns: i32): usize {
  return b + <usize>min(column, columns - 1) * ldb;
}

/** The same of B given transposed, [n, k]: four of its rows at a time, four numbers of each. */
function packTransposed(rows: i32, columns: i32, b: usize, ldb: usize): void {
  let block = PACKED_B;
  for (let first = 0; first < columns; first += 16, block += <usize>rows << 6) {
    for (let part = 0; part < 16; part += 4) {
      const column = first + part;
      let b0 = rowOf(b, ldb, column, columns), b1 = rowOf(b, ldb, column + 1, columns);
      let b2 = rowOf(b, ldb, column + 2, columns), b3 = rowOf(b, ldb, column + 3, columns);
      let to = block + (<usize>part << 2);
      for (let row = rows; row > 0; row -= 4, b0 += 16, b1 += 16, b2 += 16, b3 += 16, to += 256) {
        const r0 = v128.load(b0), r1 = v128.load(b1), r2 = v128.load(b2), r3 = v128.load(b3);
        const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
        const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        v128.store(to, v128.shuffle<f32>(t0, t2, 0, 1, 4, 5));
        if (row > 1) v128.store(to, v128.shuffle<f32>(t0, t2, 2, 3, 6, 7), 64);
        if (row > 2) v128.store(to, v128.shuffle<f32>(t1, t3, 0, 1, 4, 5), 128);
        if (row > 3) v128.store(to, v128.shuffle<f32>(t1, t3, 2, 3, 6, 7), 192);
      }
    }
  }
}

/** Copies a strip of A, twenty columns wide. */
function packStrip(rows: i32, a: usize, lda: usize): void {
  let to = PACKED_A;
  for (; rows > 0; rows--, a += lda, to += STRIP * 4) {
    for (let i: usize = 0; i < <usize>STRIP * 4; i += 16) v128.store(to + i, v128.load(a + i));
  }
}

/** A block of rows after the other. */
function byRows(m: i32, n: i32, k: i32, a: usize, lda: usize, b: usize, ldb: usize, bNext: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {
  while (m > 0) {
    const rows = blockOf(m, ROWS);
    multiply(rows, n, k, a, lda, b, ldb, bNext, c, ldc, q, ldq, low);
    m -= rows;
    a += <usize>rows * lda;
    c += <usize>rows * ldc;
    q += <usize>rows * ldq;
  }
}

/** The same with A given transposed, [k, m], a packed strip after the other. */
function byStrips(m: i32, n: i32, k: i32, a: usize, lda: usize, b: usize, ldb: usize, bNext: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {
  for (; m > 0; m -= STRIP, a += STRIP * 4, c += <usize>STRIP * ldc, q += <usize>STRIP * ldq) {
    packStrip(k, a, lda);
    multiplyTransposed(min(m, STRIP), n, k, PACKED_A, STRIP * 4, b, ldb, bNext, c, ldc, q, ldq, low);
  }
}

/** C[m, n] = max(A·B + Q, low) of one block of the inner length; A or B given transposed. */
function block(transposed: bool, transposedB: bool, m: i32, n: i32, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {
  if (!transposedB && (n <= 8 || !packingPays(m, <usize>k * ldb))) {
    if (transposed) multiplyTransposed(m, n, k, a, lda, b, ldb, 64, c, ldc, q, ldq, low);
    else byRows(m, n, k, a, lda, b, ldb, 64, c, ldc, q, ldq, low);
    return;
  }
  const step = transposedB ? COLUMNS * ldb : COLUMNS * 4;
  for (; n > 0; n -= COLUMNS, b += step, c += COLUMNS * 4, q += COLUMNS * 4) {
    const columns = min(n, COLUMNS);
    if (transposedB) packTransposed(k, columns, b, ldb);
    else packColumns(k, columns, b, ldb);
    if (transposed) byStrips(m, columns, k, a, lda, PACKED_B, 64, <usize>k << 6, c, ldc, q, ldq, low);
    else byRows(m, columns, k, a, lda, PACKED_B, 64, <usize>k << 6, c, ldc, q, ldq, low);
  }
}

/** C[m, n] = max(A·B + Q, low), block by block of the inner length: each but the first adds to what is there. */
function blocked(transposed: bool, transposedB: bool, m: i32, n: i32, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {
  while (k > 0) {
    const inner = blockOf(k, INNER);
    k -= inner;
    // Only the last block is cut off at `low`.
    block(transposed, transposedB, m, n, inner, a, lda, b, ldb, c, ldc, q, ldq, k > 0 ? -Infinity : low);
    a += transposed ? <usize>inner * lda : <usize>inner << 2;
    b += transposedB ? <usize>inner << 2 : <usize>inner * ldb;
    q = c;
    ldq = ldc;
  }
}

/**
 * As many products as there are matrices. Words: m, n, k, A, its stride, B, its stride, C, its stride, Q, its stride, lower bound, how
 * many, how far A, B and C move from one to the next, and whether B is given transposed.
 */
export function product(at: usize, transposed: bool): void {
  const m = word(at, 1);
  const n = word(at, 2);
  const k = word(at, 3);
  let a = address(at, 4);
  const lda = address(at, 5);
  let b = address(at, 6);
  const ldb = address(at, 7);
  let c = address(at, 8);
  const ldc = address(at, 9);
  const q = address(at, 10);
  const ldq = address(at, 11);
  const low = real(at, 12);
  const transposedB = word(at, 17) != 0;
  for (let count = word(at, 13); count > 0; count--) {
    blocked(transposed, transposedB, m, n, k, a, lda, b, ldb, c, ldc, q, ldq, low);
    a += address(at, 14);
    b += address(at, 15);
    c += address(at, 16);
  }
}

