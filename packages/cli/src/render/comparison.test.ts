import { compareRuns } from '@foldwise/experiments';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { runRow } from '@foldwise/experiments/testing';
import { comparisonText } from './comparison.ts';

const output = { write: () => {}, isTTY: false, colour: false };
const terminal = (columns: number) => ({ ...output, columns, isTTY: true });

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

const adam = (rate: number) => ({ units: 8, optimizer: { kind: 'adam', rate } });
const several = [
  runRow(10, [0.5, 0.6, 0.7], { params: adam(0.1) }),
  runRow(11, [0.6, 0.6, 0.8], { params: adam(0.2) }),
  runRow(12, [0.4, 0.9, 0.8], { params: adam(0.3), foldsHash: 'other folds' }),
  runRow(13, [0.7, 0.6, 0.9], { params: adam(0.1) }),
];

test('of parameters only those that differ are shown, branches taken apart', () => {
  const text = comparisonText('flowers', compareRuns(several.slice(0, 2), { overlap: 0.5 }), output);
  expect(text).toMatch(/^optimizer\.adam\.rate +0\.1 +0\.2$/m);
  expect(text).not.toMatch(/units|optimizer /);
});

test('differences are drawn on one scale, and what is not comparable is marked and left out', () => {
  const text = comparisonText('flowers', compareRuns(several, { overlap: 0.5 }), output);
  expect(text).toMatch(/^ +mlp-0a1b2c3d\/10 +mlp-0a1b2c3d\/11 +! mlp-0a1b2c3d\/12 +mlp-0a1b2c3d\/13$/m);
  expect(text).toMatch(/^mlp-0a1b2c3d\/10 less the other: • a fold, ◆ their mean, ├┤ its interval$/m);
  const drawn = text.split('\n').filter((line) => line.includes('◆') && line.startsWith('  '));
  expect(drawn.map((line) => line.trim().split(' ')[0])).toEqual(['mlp-0a1b2c3d/11', 'mlp-0a1b2c3d/13']);
  // Means of −0.0667 and −0.1333 on one scale: the second lies further left.
  expect(drawn[1]!.indexOf('◆')).toBeLessThan(drawn[0]!.indexOf('◆'));
  expect(text).toMatch(/^mlp-0a1b2c3d\/10 − mlp-0a1b2c3d\/12: not comparable, other folds$/m);
});

test.each([60, 80, 200])(
  'in %i columns no line is longer, no id loses its trial, and no score is cut',
  (columns) => {
    const text = comparisonText('flowers', compareRuns(several, { overlap: 0.5 }), terminal(columns));
    for (const line of text.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
    for (const { trial, score } of several) {
      expect(text).toMatch(new RegExp(`/${trial}( |$)`, 'm'));
      expect(text).toContain(score!.toPrecision(5));
    }
    expect(text.match(/^score /gm)).toHaveLength(columns < 80 ? 2 : 1);
  },
);
