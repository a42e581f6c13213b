import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { categoryColumn, numberColumn, float64Of } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { columnFromCells } from '../table/rows.ts';
import type { Cell } from '../table/column.ts';
import { columnScore } from './column-score.ts';
import { innerFolds } from './inner-folds.ts';

interface Recorded {
  readonly folds: readonly number[];
  readonly columns: Readonly<Record<string, readonly Cell[]>>;
  readonly label: readonly string[];
  readonly kind: readonly string[];
  readonly amount: readonly number[];
  readonly scores: Readonly<Record<'label' | 'kind' | 'amount', Readonly<Record<string, number>>>>;
}

/** What fixtures/record.py wrote. */
const recorded = JSON.parse(
  readFileSync(new URL('fixtures/scikit-learn.json', import.meta.url), 'utf8'),
) as Recorded;
const folds = { of: Uint8Array.from(recorded.folds), count: 5 };
const targets: Readonly<Record<keyof Recorded['scores'], Column>> = {
  label: categoryColumn('label', recorded.label),
  kind: categoryColumn('kind', recorded.kind),
  amount: numberColumn('amount', recorded.amount),
};

describe.each(['label', 'kind', 'amount'] as const)('of the target %s', (name) => {
  test.each(Object.entries(recorded.columns))(
    'the column %s scores as scikit-learn has it',
    (column, cells) => {
      const kind = typeof cells[0] === 'string' ? 'category' : 'number';
      const { value } = columnScore(columnFromCells(column, cells, kind), targets[name], folds);
      expect(value).toBeCloseTo(recorded.scores[name][column]!, 9);
    },
  );
});

const rows = 400;
const some = rng(1);
const noise = numberColumn(
  'noise',
  Float64Array.from({ length: rows }, () => some.normal()),
);
const inner = innerFolds(rows, rng(0));

test('a number target is told by any function of it, however steep, and by no noise', () => {
  const target = numberColumn(
    'y',
    float64Of(noise.values).map((value) => Math.exp(3 * value)),
  );
  expect(columnScore(noise, target, inner).value).toBeGreaterThan(0.99);
  // What of a copy lies beyond the training rows is not reached: R² is not quite 1.
  expect(columnScore(target, target, inner).value).toBeGreaterThan(0.99);
  const other = numberColumn(
    'other',
    Float64Array.from({ length: rows }, () => some.normal()),
  );
  expect(columnScore(other, noise, inner).value).toBeLessThan(0.05);
});

test('what is missing only in one class tells it', () => {
  const target = categoryColumn(
    'y',
    Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 'yes' : 'no')),
  );
  const column = numberColumn(
    'x',
    float64Of(noise.values).map((value, row) => (row % 3 === 0 ? NaN : value)),
  );
  expect(columnScore(column, target, inner)).toEqual({ name: 'AUC', value: 1 });
});

test('a level of each row tells nothing: unseen levels are all alike', () => {
  const target = categoryColumn(
    'y',
    Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 'yes' : 'no')),
  );
  const names = categoryColumn(
    'name',
    Array.from({ length: rows }, (_, row) => `row ${row}`),
  );
  expect(columnScore(names, target, inner).value).toBe(0.5);
});

test.each([
  [
    'one class',
    categoryColumn(
      'y',
      Array.from({ length: rows }, () => 'yes'),
    ),
    'AUC',
  ],
  [
    'a class of few rows',
    categoryColumn(
      'y',
      Array.from({ length: rows }, (_, i) => (i < 9 ? 'a' : 'b')),
    ),
    'AUC',
  ],
  ['a number that does not vary', numberColumn('y', new Float64Array(rows)), 'R²'],
] as const)('of %s there is nothing to tell', (_, target, name) => {
  expect(columnScore(noise, target, inner)).toEqual({ name, value: NaN });
});

test('a column without a cell scores as chance does', () => {
  const empty = numberColumn('x', new Float64Array(rows).fill(NaN));
  const target = categoryColumn(
    'y',
    Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 'yes' : 'no')),
  );
  expect(columnScore(empty, target, inner).value).toBe(0.5);
  expect(columnScore(empty, noise, inner).value).toBeCloseTo(0, 1);
});
