/**
 * Writes the kernels of convolutions as AssemblyScript.
 *
 * Images lie without gaps between their cells, with the zeros around them in memory. What a window sees of a line of its image is then a
 * run of neighbouring numbers, and neighbouring windows are `stepX` bytes apart: the rows of a matrix that need not be written out.
 * Sums are those that a product with that matrix has, in the same order, whatever the tile.
 */

type Kind = 'windows' | 'gradient';

const each = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join(' ');

const tileName = (kind: Kind, rows: number, vectors: number): string => `${kind}${rows}x${vectors * 4}`;

const accumulate = (rows: number, vectors: number): string =>
  each(rows, (i) => each(vectors, (j) => `c${i}_${j} = multiplyAdd(x${i}, b${j}, c${i}_${j});`));

const zeros = (rows: number, vectors: number): string =>
  each(rows, (i) => each(vectors, (j) => `let c${i}_${j} = f32x4.splat(0);`));

const loadB = (vectors: number): string => each(vectors, (j) => `const b${j} = v128.load(b, ${j * 16});`);

/** `rows` neighbouring windows times as many filters as `vectors` hold: C = max(windows·B + Q, low). */
function windowsTile(rows: number, vectors: number): string {
  return `
function ${tileName('windows', rows, vectors)}(lines: i32, lineStep: usize, run: i32, a: usize, stepX: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, low: f32): void {
  ${zeros(rows, vectors)}
  for (; lines > 0; lines--, a += lineStep) {
    let a0 = a; ${each(rows - 1, (i) => `let a${i + 1} = a${i} + stepX;`)}
    for (let k = run; k > 0; k--) {
      ${loadB(vectors)}
      ${each(rows, (i) => `const x${i} = v128.load32_splat(a${i});`)}
      ${accumulate(rows, vectors)}
      ${each(rows, (i) => `a${i} += 4;`)} b += ldb;
    }
  }
  const lows = f32x4.splat(low);
  ${each(vectors, (j) => `const q${j} = v128.load(q, ${j * 16});`)}
  ${each(
    rows,
    (i) =>
      `${each(vectors, (j) => `v128.store(c, f32x4.pmax(f32x4.add(q${j}, c${i}_${j}), lows), ${j * 16});`)} c += ldc;`,
  )}
}`;
}

/** `rows` neighbouring numbers of windows, over all windows of an image, times what belongs to those windows in B: added to C. */
function gradientTile(rows: number, vectors: number): string {
  return `
function ${tileName('gradient', rows, vectors)}(down: i32, stepY: usize, across: i32, a: usize, stepX: usize, b: usize, ldb: usize, c: usize, ldc: usize): void {
  ${zeros(rows, vectors)}
  for (; down > 0; down--, a += stepY) {
    let x = a;
    for (let k = across; k > 0; k--) {
      ${loadB(vectors)}
      ${each(rows, (i) => `const x${i} = v128.load32_splat(x, ${i * 4});`)}
      ${accumulate(rows, vectors)}
      x += stepX; b += ldb;
    }
  }
  ${each(
    rows,
    (i) =>
      `${each(vectors, (j) => `const o${i}_${j} = v128.load(c, ${j * 16});`)} ${each(vectors, (j) => `v128.store(c, f32x4.add(o${i}_${j}, c${i}_${j}), ${j * 16});`)} c += ldc;`,
  )}
}`;
}

/** The most rows of a tile: what fits into sixteen registers, of 256 bits where `wide`. */
const heights = { 16: 5, 8: 7 } as const;
const NARROW = 5;

/** Tiles below each other, all of about the same height. */
function column(kind: Kind, width: 8 | 16): string {
  const vectors = width / 4;
  const most = heights[width];
  const [head, call, next] =
    kind === 'windows'
      ? [
          'm: i32, lines: i32, lineStep: usize, run: i32, a: usize, stepX: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, low: f32',
          'lines, lineStep, run, a, stepX, b, ldb, c, ldc, q, low',
          'a += <usize>rows * stepX;',
        ]
      : [
          'm: i32, down: i32, stepY: usize, across: i32, a: usize, stepX: usize, b: usize, ldb: usize, c: usize, ldc: usize',
          'down, stepY, across, a, stepX, b, ldb, c, ldc',
          'a += <usize>rows << 2;',
        ];
  return `
function ${kind}Column${width}(${head}): void {
  const most = ${width === 16 ? most : `wide ? ${most} : ${NARROW}`};
  for (let tiles = (m + most - 1) / most; tiles > 0; tiles--) {
    const rows = (m + tiles - 1) / tiles;
    switch (rows) {
      ${each(most, (i) => `case ${i + 1}: ${tileName(kind, i + 1, vectors)}(${call}); break;\n`)}
    }
    m -= rows; c += <usize>rows * ldc; ${next}
  }
}`;
}

/** Columns of tiles sixteen wide, or two of eight, and a narrow one at the end; `C` moves on with them. */
function columns(kind: Kind, call: (width: 8 | 16, offset: number) => string): string {
  return `
    let left = n;
    for (; left > 8; left -= 16) {
      if (wide) ${call(16, 0)}
      else { ${call(8, 0)} ${call(8, 32)} }
      columnsDone += 64;
    }
    if (left > 0) ${call(8, 0)}`;
}

/** The module of convolutions, importing `multiplyAdd` of the tier it is built for. */
export function convolveModule(): string {
  const sizes = [16, 8] as const;
  const tiles = sizes.flatMap((width) =>
    Array.from({ length: heights[width] }, (_, i) => [
      windowsTile(i + 1, width / 4),
      gradientTile(i + 1, width / 4),
    ]).flat(),
  );
  const offset = (by: number): string => `columnsDone${by === 0 ? '' : ` + ${by}`}`;
  return `// Written by kernels/convolve.ts: edit that.
import { multiplyAdd } from '../multiply-add';
import { wide } from './gemm';
${tiles.join('\n')}
${sizes.flatMap((width) => [column('windows', width), column('gradient', width)]).join('\n')}

/** C = max(windows·B + Q, low): a row for each window of each image, a column for each of n filters; Q is one row. */
export function convolve(batch: i32, down: i32, across: i32, n: i32, lines: i32, run: i32, image: usize, imageStep: usize, lineStep: usize, stepY: usize, stepX: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, low: f32): void {
  for (; batch > 0; batch--, image += imageStep, c += <usize>(down * across) * ldc) {
    let columnsDone: usize = 0;
    ${columns('windows', (width, by) => `for (let y: usize = 0; y < <usize>down; y++) windowsColumn${width}(across, lines, lineStep, run, image + y * stepY, stepX, b + ${offset(by)}, ldb, c + y * <usize>across * ldc + ${offset(by)}, ldc, q + ${offset(by)}, low);`)}
  }
}

/** Adds windowsᵀ·B to C: a row for each number of a window, a column for each of n filters; the sums of an image are added up first. */
export function convolveGradient(batch: i32, down: i32, across: i32, n: i32, lines: i32, run: i32, image: usize, imageStep: usize, lineStep: usize, stepY: usize, stepX: usize, b: usize, ldb: usize, c: usize, ldc: usize): void {
  for (; batch > 0; batch--, image += imageStep, b += <usize>(down * across) * ldb) {
    let columnsDone: usize = 0;
    ${columns('gradient', (width, by) => `for (let i: usize = 0; i < <usize>lines; i++) gradientColumn${width}(run, down, stepY, across, image + i * lineStep, stepX, b + ${offset(by)}, ldb, c + i * <usize>run * ldc + ${offset(by)}, ldc);`)}
  }
}
`;
}
