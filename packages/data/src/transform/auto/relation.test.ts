import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, numberColumn } from '../../table/column.ts';
import { cutOf, explained, isReal, leavings, relationOf } from './relation.ts';

const random = rng(2);
const rows = 60;
const cells = Array.from({ length: rows }, () => (random.uniform() < 0.1 ? null : 'abc'[random.below(3)]!));
const cut = cutOf(categoryColumn('c', cells, ['unused']));
const target = Float64Array.from({ length: rows }, () => random.normal());
const folds = { of: Uint8Array.from({ length: rows }, (_, row) => row % 5), count: 5 };

/** What a row is told by the rows of its part in other folds, row by row as the definition has it. */
function told(row: number): number {
  let [sum, count] = [0, 0];
  for (let other = 0; other < rows; other++) {
    if (folds.of[other] === folds.of[row] || cells[other] !== cells[row]) continue;
    sum += target[other]!;
    count++;
  }
  return sum / (count + 10);
}

test('what is left of a row is what the other folds do not tell of it', () => {
  const left = leavings(cut, target, folds);
  for (let row = 0; row < rows; row++) expect(left[row]).toBeCloseTo(target[row]! - told(row), 12);
});

test('what is explained is by how much smaller the squares are then, fold by fold', () => {
  const shares = explained(cut, [target], folds);
  for (let fold = 0; fold < 5; fold++) {
    let [before, after] = [0, 0];
    for (let row = fold; row < rows; row += 5) {
      before += target[row]! ** 2;
      after += (target[row]! - told(row)) ** 2;
    }
    expect(shares[fold]).toBeCloseTo(1 - after / before, 12);
  }
});

test('numbers are cut into sixteen quantile bins, and a part for missing ones', () => {
  const { of, count } = cutOf(
    numberColumn(
      'x',
      Array.from({ length: 160 }, (_, row) => (row < 32 ? null : row)),
    ),
  );
  expect(count).toBe(17);
  expect(new Set(of).size).toBe(17);
  expect(of[0]).toBe(16);
});

test('a relation is the mean over folds and its error, and real where both of them and the folds say so', () => {
  const relation = relationOf(Float64Array.of(0.1, 0.2, 0.3, 0.2, 0.2));
  expect(relation.share).toBeCloseTo(0.2, 12);
  expect(relation.error).toBeCloseTo(Math.sqrt(0.02 / 4 / 5), 12);
  expect([relation.folds, isReal(relation)]).toStrictEqual([5, true]);
  expect(isReal(relationOf(Float64Array.of(0.5, 0.5, 0.5, -0.01, -0.01)))).toBe(false);
  expect(isReal(relationOf(Float64Array.of(1, 0.01, 0.01, 0.01, 0.01)))).toBe(false);
});
