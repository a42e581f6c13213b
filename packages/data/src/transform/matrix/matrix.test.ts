import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { fixSign } from './fix-sign.ts';
import { sparseRows, timesVector, transposedTimesVector } from './sparse-rows.ts';
import type { SparseRows } from './sparse-rows.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { tridiagonalEigen } from './tridiagonal-eigen.ts';
import { truncatedSvd } from './truncated-svd.ts';

function sparse(rows: readonly (readonly number[])[]): SparseRows {
  return sparseRows(
    rows[0]!.length,
    rows.map((row) => new Map([...row.entries()].filter(([, value]) => value !== 0))),
  );
}

function drawn(rows: number, width: number, seed: number): readonly (readonly number[])[] {
  const random = rng(seed);
  return Array.from({ length: rows }, () =>
    Array.from({ length: width }, () => (random.uniform() < 0.3 ? random.normal() : 0)),
  );
}

function gram(rows: readonly (readonly number[])[]): Float64Array {
  const n = rows[0]!.length;
  return Float64Array.from({ length: n * n }, (_, at) =>
    rows.reduce((sum, row) => sum + row[Math.floor(at / n)]! * row[at % n]!, 0),
  );
}

test('a sparse matrix multiplies as a full one', () => {
  const rows = drawn(7, 5, 1);
  const matrix = sparse(rows);
  const vector = Float64Array.of(1, -2, 3, 0.5, 4);
  rows.forEach((row, i) => {
    expect(timesVector(matrix, vector)[i]).toBeCloseTo(
      row.reduce((sum, x, j) => sum + x * vector[j]!, 0),
      12,
    );
  });
  const across = Float64Array.from({ length: 7 }, (_, i) => i - 3);
  rows[0]!.forEach((_, j) => {
    expect(transposedTimesVector(matrix, across)[j]).toBeCloseTo(
      rows.reduce((sum, row, i) => sum + row[j]! * across[i]!, 0),
      12,
    );
  });
});

describe('eigenvalues', () => {
  test('of a matrix that has them in a formula: 2 − 2·cos(kπ / (n + 1))', () => {
    const n = 12;
    const matrix = Float64Array.from({ length: n * n }, (_, at) => {
      const distance = Math.abs(Math.floor(at / n) - (at % n));
      return distance === 0 ? 2 : distance === 1 ? -1 : 0;
    });
    const { values } = symmetricEigen(matrix, n);
    values.forEach((value, i) =>
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 12),
    );
  });

  test('with vectors of length 1, orthogonal, that the matrix only stretches', () => {
    const n = 8;
    const matrix = gram(drawn(20, n, 3));
    const { values, vectors } = symmetricEigen(matrix, n);
    vectors.forEach((vector, k) => {
      for (let i = 0; i < n; i++) {
        let product = 0;
        for (let j = 0; j < n; j++) product += matrix[i * n + j]! * vector[j]!;
        expect(product).toBeCloseTo(values[k]! * vector[i]!, 10);
      }
      vectors.forEach((other, l) => {
        expect(vector.reduce((sum, x, i) => sum + x * other[i]!, 0)).toBeCloseTo(k === l ? 1 : 0, 12);
      });
    });
  });
});

test('a tridiagonal matrix has the eigenvalues and vectors that it has as a full one', () => {
  const random = rng(2);
  const n = 15;
  const diagonal = Float64Array.from({ length: n }, () => random.normal());
  // One entry of 0: the matrix falls apart there.
  const beside = Float64Array.from({ length: n - 1 }, (_, i) => (i === 6 ? 0 : random.normal()));
  const full = Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    if (i === j) return diagonal[i]!;
    return Math.abs(i - j) === 1 ? beside[Math.min(i, j)]! : 0;
  });
  const [got, want] = [tridiagonalEigen(diagonal, beside), symmetricEigen(full, n)];
  got.values.forEach((value, k) => {
    expect(value).toBeCloseTo(want.values[k]!, 12);
    const exact = fixSign(want.vectors[k]!);
    fixSign(got.vectors[k]!).forEach((x, i) => expect(x).toBeCloseTo(exact[i]!, 10));
  });
});

describe('a truncated decomposition', () => {
  test.for([
    [60, 25],
    [25, 60],
    [8, 8],
  ] as const)('of %i × %i has the largest eigenvalues of AᵀA', ([rows, width]) => {
    const full = drawn(rows, width, 5);
    const { values, directions } = truncatedSvd(sparse(full), 5, rng(0));
    const eigen = symmetricEigen(gram(full), width);
    for (let k = 0; k < 5; k++) {
      expect(values[k]).toBeCloseTo(Math.sqrt(eigen.values[k]!), 10);
      const exact = fixSign(eigen.vectors[k]!);
      directions[k]!.forEach((value, i) => expect(value).toBeCloseTo(exact[i]!, 9));
    }
  });

  test('does not hang on the random start', () => {
    const matrix = sparse(drawn(80, 40, 8));
    const [one, other] = [1, 2].map((seed) => truncatedSvd(matrix, 4, rng(seed)));
    one!.directions.forEach((direction, k) =>
      direction.forEach((value, i) => expect(value).toBeCloseTo(other!.directions[k]![i]!, 9)),
    );
  });

  test('finds every one of equal singular values, and zeros where there are no more', () => {
    const matrix = sparse([
      [2, 0, 0, 0],
      [0, 2, 0, 0],
      [0, 0, 2, 0],
      [0, 0, 0, 0],
    ]);
    const { values, directions } = truncatedSvd(matrix, 4, rng(0));
    expect([...values].map((value) => Math.round(value * 1e9) / 1e9)).toStrictEqual([2, 2, 2, 0]);
    expect([...directions[3]!]).toStrictEqual([0, 0, 0, 0]);
  });

  test('of nothing but zeros is zeros', () => {
    const { values, directions } = truncatedSvd(
      sparse([
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
      2,
      rng(0),
    );
    expect([...values]).toStrictEqual([0, 0]);
    expect(directions.every((direction) => direction.every((value) => value === 0))).toBe(true);
  });
});
