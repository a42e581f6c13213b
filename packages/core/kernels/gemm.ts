/**
 * Writes the micro-kernels of matrix products as AssemblyScript.
 *
 * A tile of C is `rows` × `vectors`·4 numbers held in registers while k runs: C = max(A·B + Q, low). Q is a bias row (stride 0), C
 * itself (to accumulate) or a row of zeros; `low` is −Infinity, or 0 for a ReLU, so that one way of storing serves all of them.
 * B lies row by row. A lies row by row ("n", its rows are apart by `lda`), or is used transposed ("t", its rows are neighbours).
 *
 * Loads stand before stores and no loop is unrolled: V8 pairs the 128-bit operations of neighbouring vectors into 256-bit ones only
 * where it finds them side by side.
 */
function tile(kind: 'n' | 't', rows: number, vectors: number): string {
  const lines: string[] = [];
  const each = (count: number, line: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => line(i)).join(' ');
  lines.push(
    `function ${tileName(kind, rows, vectors)}(k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {`,
    each(rows, (i) => each(vectors, (j) => `let c${i}_${j} = f32x4.splat(0);`)),
  );
  if (kind === 'n')
    lines.push(
      'let a0 = a;',
      each(rows - 1, (i) => `let a${i + 1} = a${i} + lda;`),
    );
  lines.push(
    'for (; k > 0; k--) {',
    each(vectors, (j) => `const b${j} = v128.load(b, ${j * 16});`),
  );
  for (let i = 0; i < rows; i++) {
    lines.push(
      kind === 'n'
        ? `const x${i} = v128.load32_splat(a${i});`
        : `const x${i} = v128.load32_splat(a, ${i * 4});`,
    );
    lines.push(each(vectors, (j) => `c${i}_${j} = multiplyAdd(x${i}, b${j}, c${i}_${j});`));
    if (kind === 'n') lines.push(`a${i} += 4;`);
  }
  lines.push(kind === 't' ? 'a += lda; b += ldb; }' : 'b += ldb; }', 'const lows = f32x4.splat(low);');
  for (let i = 0; i < rows; i++) {
    lines.push(
      each(vectors, (j) => `const q${i}_${j} = v128.load(q, ${j * 16});`),
      each(vectors, (j) => `v128.store(c, f32x4.pmax(f32x4.add(q${i}_${j}, c${i}_${j}), lows), ${j * 16});`),
      'c += ldc; q += ldq;',
    );
  }
  lines.push('}');
  return lines.join('\n');
}

function tileName(kind: 'n' | 't', rows: number, vectors: number): string {
  return `${kind}${rows}x${vectors * 4}`;
}

/** The heights of the tiles of a width, tallest first: what fits into sixteen registers, and the rest of a column of tiles. */
const HEIGHTS: Readonly<Record<number, readonly number[]>> = {
  4: [5, 4, 3, 2, 1],
  2: [5, 4, 3, 2, 1],
  1: [8, 4, 2, 1],
};

/** All rows of a column of tiles, `vectors`·4 wide. */
function column(kind: 'n' | 't', vectors: number): string {
  const heights = HEIGHTS[vectors]!;
  const tallest = heights[0]!;
  const call = (rows: number): string =>
    `${tileName(kind, rows, vectors)}(k, a, lda, b, ldb, c, ldc, q, ldq, low);`;
  const next = (rows: number): string =>
    `a += ${rows} * ${kind === 'n' ? 'lda' : '4'}; c += ${rows} * ldc; q += ${rows} * ldq; m -= ${rows};`;
  // A rest of one or two rows is slow for its size: six rows are 3 + 3, not 5 + 1.
  const even =
    tallest === 5
      ? `while (m >= 5 && m != 6 && m != 8) { ${call(5)} ${next(5)} }`
      : `while (m >= ${tallest}) { ${call(tallest)} ${next(tallest)} }`;
  const six = tallest === 5 ? `if (m == 6) { ${call(3)} ${next(3)} }` : '';
  const rest = heights.slice(1).map((rows) => `while (m >= ${rows}) { ${call(rows)} ${next(rows)} }`);
  return [
    `function ${kind}Column${vectors * 4}(m: i32, k: i32, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {`,
    even,
    six,
    ...rest,
    '}',
  ].join('\n');
}

/** The whole product: columns of tiles sixteen wide (two eights where 256-bit registers are not to be had), a narrow one at the end. */
function product(kind: 'n' | 't'): string {
  const name = kind === 'n' ? 'multiply' : 'multiplyTransposed';
  return `
/** C[m, n] = max(A·B + Q, low)${kind === 't' ? ', A given transposed: [k, m]' : ''}; strides in bytes, bNext from one column of tiles of B to the next; rows of B, C and Q are readable to a multiple of four numbers. */
export function ${name}(m: i32, n: i32, k: i32, a: usize, lda: usize, b: usize, ldb: usize, bNext: usize, c: usize, ldc: usize, q: usize, ldq: usize, low: f32): void {
  for (; n > 8; n -= 16, b += bNext, c += 64, q += 64) {
    if (wide) ${kind}Column16(m, k, a, lda, b, ldb, c, ldc, q, ldq, low);
    else {
      ${kind}Column8(m, k, a, lda, b, ldb, c, ldc, q, ldq, low);
      if (n > 12) ${kind}Column8(m, k, a, lda, b + 32, ldb, c + 32, ldc, q + 32, ldq, low);
      else ${kind}Column4(m, k, a, lda, b + 32, ldb, c + 32, ldc, q + 32, ldq, low);
    }
  }
  if (n > 4) ${kind}Column8(m, k, a, lda, b, ldb, c, ldc, q, ldq, low);
  else if (n > 0) ${kind}Column4(m, k, a, lda, b, ldb, c, ldc, q, ldq, low);
}`;
}

/** The module of all products, importing `multiplyAdd` of the tier it is built for. */
export function gemmModule(): string {
  const kinds = ['n', 't'] as const;
  const parts = [
    '// Written by kernels/gemm.ts: edit that.',
    "import { multiplyAdd } from '../multiply-add';",
    'export let wide = false;',
    '/** Whether tiles are sixteen wide: for 256-bit registers; eight wide fits the sixteen 128-bit ones. */',
    'export function setWide(on: bool): void { wide = on; }',
  ];
  for (const kind of kinds) {
    for (const vectors of [4, 2, 1]) {
      for (const rows of HEIGHTS[vectors]!) parts.push(tile(kind, rows, vectors));
      parts.push(column(kind, vectors));
    }
    parts.push(product(kind));
  }
  return `${parts.join('\n')}\n`;
}
