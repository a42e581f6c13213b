import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { NumberColumn, StringColumn } from '../../table/column.ts';
import { recorded, tableOf } from '../fixtures/recorded.ts';
import { numbersOf } from '../numbers-of.ts';
import { cut } from './cut.ts';
import { qcut } from './qcut.ts';

type Codes = readonly (number | null)[];
interface Recorded {
  readonly edges: readonly number[];
  readonly right: Codes;
  readonly left: Codes;
  readonly lowest: Codes;
  readonly labels: readonly string[];
  readonly parts: readonly { readonly parts: number; readonly codes: Codes }[];
  readonly tied: { readonly codes: Codes; readonly edges: readonly number[] };
  readonly widths: readonly { readonly bins: number; readonly codes: Codes }[];
}
const cuts = recorded('cuts') as Recorded;
const table = tableOf(recorded('table'));
const numbers = (name: string): NumberColumn => numbersOf(table, name, 'test');
const codesOf = ({ codes }: StringColumn): Codes => Array.from(codes, (code) => (code < 0 ? null : code));

describe('numbers are cut as pandas cuts them', () => {
  test('at edges', () => {
    expect(codesOf(cut(numbers('x'), cuts.edges))).toEqual(cuts.right);
    expect(codesOf(cut(numbers('x'), cuts.edges, { closed: 'left' }))).toEqual(cuts.left);
    expect(codesOf(cut(numbers('n'), [-3, 0, 2, 3], { ends: true }))).toEqual(cuts.lowest);
    expect(cut(numbers('x'), cuts.edges).levels).toEqual(
      cuts.labels.map((label) => label.replaceAll('.0', '')),
    );
  });

  test.for(cuts.widths)('into $bins bins that are equally wide', ({ bins, codes }) => {
    expect(codesOf(cut(numbers('x'), bins))).toEqual(codes);
  });

  test.for(cuts.parts)('into $parts parts of as many rows', ({ parts, codes }) => {
    expect(codesOf(qcut(numbers('x'), parts))).toEqual(codes);
  });

  test('into fewer parts where edges fall together', () => {
    expect(codesOf(qcut(numbers('n'), 10))).toEqual(cuts.tied.codes);
    expect(qcut(numbers('n'), 10).levels.length).toBe(cuts.tied.edges.length - 1);
  });
});

test('edges may be infinite, labels given, and what is outside is missing', () => {
  const age = numberColumn('Age', [3, 18, 18.5, 200, null, -1]);
  expect(cut(age, [0, 18, Infinity], { labels: ['child', 'adult'] })).toEqual(
    categoryColumn('Age', ['child', 'child', 'adult', 'adult', null, null], ['child', 'adult']),
  );
  expect(cut(age, [0, 18, Infinity], { closed: 'left', ends: true }).levels).toEqual([
    '[0, 18)',
    '[18, Infinity]',
  ]);
});

test('computed edges are shown with as many digits as tell them apart', () => {
  expect(qcut(numberColumn('x', [1.00001, 1.00002, 1.00003]), 2).levels).toEqual([
    '[1.00001, 1.00002]',
    '(1.00002, 1.00003]',
  ]);
});

test('equal numbers are in one bin', () => {
  const same = numberColumn('x', [7, 7, null]);
  expect(cellsOf(qcut(same, 4))).toEqual(['[7, 7]', '[7, 7]', null]);
  expect(codesOf(cut(same, 3))).toEqual([1, 1, null]);
  expect(codesOf(cut(numberColumn('x', [0]), 1))).toEqual([0]);
});

describe('cut and qcut refuse', () => {
  const x = numberColumn('x', [1, 2]);
  const none = numberColumn('x', [null]);
  test.for([
    ['strings', () => cut(categoryColumn('c', []), 2), 'cut: expected a number column, got category "c"'],
    ['one edge', () => cut(x, [1]), 'cut: expected at least two edges, got 1'],
    [
      'edges that do not ascend',
      () => cut(x, [0, 2, 2]),
      'cut: expected edges that ascend, got 2 and then 2',
    ],
    [
      'edges that are missing',
      () => cut(x, [NaN, 2]),
      'cut: expected edges that ascend, got nothing and then NaN',
    ],
    [
      'a label too few',
      () => cut(x, [0, 1, 2], { labels: ['a'] }),
      'cut: expected 2 labels, one for each bin, got 1',
    ],
    [
      'labels twice',
      () => cut(x, [0, 1, 2], { labels: ['a', 'a'] }),
      'cut: expected labels that differ, got a, a',
    ],
    [
      'another side',
      () => cut(x, [0, 1], { closed: 'both' as 'left' }),
      'cut: expected closed to be "right" or "left", got "both"',
    ],
    ['no bins', () => cut(x, 0), 'cut: expected bins to be a whole number of at least 1, got 0'],
    ['no parts', () => qcut(x, 0), 'qcut: expected parts to be a whole number of at least 1, got 0'],
    ['no numbers', () => qcut(none, 2), 'qcut: expected numbers to cut, all cells of "x" are missing'],
  ] as const)('%s', ([, act, message]) => {
    expect(act).toThrow(message);
  });
});
