import { rng } from '@foldwise/core';
import type { Fold } from '@foldwise/data';
import { expect, test } from 'vitest';
import { nestingParts } from './nesting-parts.ts';

const foldsOf = (...validation: readonly (readonly number[])[]): readonly Fold[] =>
  validation.map((rows) => ({ train: Uint32Array.of(), validation: Uint32Array.from(rows) }));
const partsOf = (folds: readonly Fold[], seed = 0) => nestingParts(folds, rng(seed)).map((part) => [...part]);

test('are the rows of the folds', () => {
  expect(partsOf(foldsOf([4, 0], [1, 5], [3, 2]))).toEqual([
    [0, 4],
    [1, 5],
    [2, 3],
  ]);
});

test('hold a row that several folds validate once, and no row that none does', () => {
  expect(partsOf(foldsOf([0, 1], [1, 2], [9], [0, 2]))).toEqual([[0, 1], [2], [9]]);
});

test('are ten at most', () => {
  const many = partsOf(foldsOf(...Array.from({ length: 23 }, (_, row) => [row])));
  expect(many).toHaveLength(10);
  expect(many[0]).toEqual([0, 10, 20]);
});

test('are five at random where there are too few folds', () => {
  const holdOut = foldsOf(Array.from({ length: 22 }, (_, row) => 3 * row));
  const parts = partsOf(holdOut, 1);
  expect(parts.map((part) => part.length)).toEqual([5, 5, 4, 4, 4]);
  expect(parts.flat().toSorted((a, b) => a - b)).toEqual([...holdOut[0]!.validation]);
  expect(partsOf(holdOut, 1)).toEqual(parts);
  expect(partsOf(holdOut, 2)).not.toEqual(parts);
});
