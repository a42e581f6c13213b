import { compareRuns } from '@foldwise/experiments';
import { expect, test } from 'vitest';
import { runRow } from '../../test/run-row.ts';
import { comparisonText } from './comparison.ts';

const output = { write: () => {}, columns: 100, isTTY: false, colour: false };

/** The lines below the table. */
function below(first: readonly number[], second: readonly number[], rope = 0): readonly string[] {
  const comparison = compareRuns([runRow(0, first), runRow(1, second)], { overlap: 0.5, rope });
  return comparisonText('flowers', comparison, output)
    .split('\n')
    .slice(-4)
    .filter((line) => line.includes(' '));
}

test('one fold says nothing of a difference', () => {
  expect(below([1], [2]).slice(-2)).toEqual([
    'mlp-0a1b2c3d/0 − mlp-0a1b2c3d/1: -1.0000 over 1 fold, the first is better in 1',
    '  of 1 fold nothing can be said of the difference',
  ]);
});

test('ties are told, and decide nothing', () => {
  expect(below([1, 2, 3], [1, 2, 3]).slice(-2)).toEqual([
    'mlp-0a1b2c3d/0 − mlp-0a1b2c3d/1: 0 ± 0 over 3 folds, the first is better in 0, tied in 3',
    '  by folds: 95 % between 0 and 0; the first is better with probability 0.500, worse with 0.500',
  ]);
  expect(below([1, 2, 3], [1, 2, 3], 0.1).at(-1)).toBe(
    '  by folds: 95 % between 0 and 0; the first is better with probability 0.000, as good as the same with 1.000, worse with 0.000',
  );
});
