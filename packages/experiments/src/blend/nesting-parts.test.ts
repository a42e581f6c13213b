import { rng } from '@foldwise/core';
import type { Fold } from '@foldwise/data';
import { expect, test } from 'vitest';
import { nestingParts } from './nesting-parts.ts';

const foldsOf = (...validation: readonly (readonly number[])[]): readonly Fold[] =>
  validation.map((rows) => ({ train: Uint32Array.of(), validation: Uint32Array.from(rows) }));
const rowsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const partsOf = (folds: readonly Fold[], { isByRow = false, seed = 0 } = {}) =>
  nestingParts(folds, isByRow, rng(seed)).map((part) => [...part]);
const blocks = (count: number, size: number): readonly Fold[] =>
  foldsOf(...Array.from({ length: count }, (_, fold) => rowsFrom(fold * size, size)));

test('are the rows of the folds', () => {
  expect(partsOf(foldsOf([4, 0], [1, 5], [3, 2]))).toEqual([
    [0, 4],
    [1, 5],
    [2, 3],
  ]);
  expect(partsOf(blocks(5, 4), { isByRow: true })).toEqual(
    blocks(5, 4).map(({ validation }) => [...validation]),
  );
});

test('hold a row that several folds validate once, and no row that none does', () => {
  expect(partsOf(foldsOf([0, 1], [1, 2], [9], [0, 2]))).toEqual([[0, 1], [2], [9]]);
});

test('are ten at most', () => {
  const many = partsOf(foldsOf(...Array.from({ length: 23 }, (_, row) => [row])));
  expect(many).toHaveLength(10);
  expect(many[0]).toEqual([0, 10, 20]);
});

test.each([
  [1, 5],
  [2, 6],
  [3, 6],
  [4, 8],
])('are pieces of the folds where rows stand for themselves: of %i folds, %i parts', (folds, count) => {
  const parts = partsOf(blocks(folds, 24), { isByRow: true });
  expect(parts).toHaveLength(count);
  for (const [at, part] of parts.entries()) {
    const fold = Math.floor(at / (count / folds));
    expect(part.every((row) => Math.floor(row / 24) === fold)).toBe(true);
    expect(Math.abs(part.length - (24 * folds) / count)).toBeLessThan(1);
    expect(part).toEqual(part.toSorted((a, b) => a - b));
  }
  expect(parts.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 * folds }, (_, row) => row));
});

test('are cut by the seed', () => {
  const seeded = (seed: number) => partsOf(blocks(1, 22), { seed });
  expect(seeded(1).map((part) => part.length)).toEqual([5, 5, 4, 4, 4]);
  expect(seeded(1)).toEqual(seeded(1));
  expect(seeded(1)).not.toEqual(seeded(2));
});

test('keep what belongs together in one part, as long as there are three', () => {
  expect(partsOf(blocks(3, 4))).toHaveLength(3);
  expect(partsOf(blocks(4, 4))).toHaveLength(4);
  expect(partsOf(blocks(2, 9))).toHaveLength(6);
});
