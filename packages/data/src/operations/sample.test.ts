import { rng } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { cellsOf, numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { sample } from './sample.ts';
import type { SampleOptions } from './sample.ts';

const rows = Float64Array.from({ length: 1000 }, (_, row) => row);
const table = new Table([
  numberColumn('row', rows),
  numberColumn(
    'weight',
    rows.map((row) => row % 4),
  ),
]);
const drawn = (options: SampleOptions, seed = 1): readonly number[] =>
  cellsOf(sample(table, rng(seed), options).column('row')) as number[];

test('a sample without replacement has no row twice and comes from all over the table', () => {
  const some = drawn({ rows: 100 });
  expect(new Set(some).size).toBe(100);
  expect(Math.min(...some)).toBeLessThan(100);
  expect(Math.max(...some)).toBeGreaterThan(900);
  expect(drawn({ share: 1 }).toSorted((a, b) => a - b)).toEqual([...rows]);
});

test('the same seed draws the same rows, another one others', () => {
  expect(drawn({ rows: 20 })).toEqual(drawn({ rows: 20 }));
  expect(drawn({ rows: 20 })).not.toEqual(drawn({ rows: 20 }, 2));
});

test('a bootstrap leaves out about 1/e of the rows', () => {
  const left = 1000 - new Set(drawn({ share: 1, replace: true })).size;
  // 0.368 · 1000, by four standard deviations of √(1000 · (e⁻¹ − 2 e⁻²)) ≈ 10.
  expect(Math.abs(left - 368)).toBeLessThan(40);
});

test('weights say how likely a row is, and 0 never', () => {
  const often = [0, 0, 0, 0];
  for (const row of drawn({ rows: 6000, replace: true, weights: 'weight' })) often[row % 4]!++;
  // Shares 0, 1/6, 2/6, 3/6 of 6,000; four standard deviations are below 160.
  [0, 1000, 2000, 3000].forEach((wanted, weight) =>
    expect(Math.abs(often[weight]! - wanted)).toBeLessThan(160),
  );
  expect(often[0]).toBe(0);
});

test('the first row drawn by weight without replacement is as likely as its weight', () => {
  const three = new Table([numberColumn('x', [0, 1, 2]), numberColumn('w', [1, 2, 5])]);
  const often = [0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) {
    const [first, second] = cellsOf(
      sample(three, rng(seed), { rows: 2, weights: 'w' }).column('x'),
    ) as number[];
    expect(first).not.toBe(second);
    often[first!]!++;
  }
  // 4,000 · (1, 2, 5) / 8, by four standard deviations.
  [500, 1000, 2500].forEach((wanted, x) => expect(Math.abs(often[x]! - wanted)).toBeLessThan(130));
});

test('no rows can be drawn from no rows', () => {
  expect(sample(table.take(new Uint32Array(0)), rng(1), { share: 0.5 }).length).toBe(0);
});

describe('sample refuses', () => {
  test.for([
    ['neither', {}, 'sample: expected either rows or share, got neither'],
    ['both', { rows: 1, share: 1 }, 'sample: expected either rows or share, got both'],
    ['half a row', { rows: 0.5 }, 'sample: expected rows to be a whole number of at least 0, got 0.5'],
    ['a negative share', { share: -1 }, 'sample: expected a share of at least 0, got -1'],
    [
      'more than there are',
      { rows: 1001 },
      'sample: expected at most 1000 rows, since there are so many rows, got 1001 — ask for fewer, or pass replace: true',
    ],
    [
      'more than have a weight',
      { rows: 751, weights: 'weight' },
      'sample: expected at most 750 rows, since there are so many rows of a weight above 0, got 751 — ask for fewer, or pass replace: true',
    ],
    ['a column that is not there', { rows: 1, weights: 'wait' }, 'Table: expected a column "wait"'],
  ] as const)('%s', ([, options, message]) => {
    expect(() => drawn(options)).toThrow(message);
  });

  test('weights below 0 or missing', () => {
    const data = new Table([numberColumn('w', [1, -1]), numberColumn('v', [null, 1])]);
    const by = (weights: string) => () => sample(data, rng(1), { rows: 1, weights });
    expect(by('w')).toThrow('sample, column "w", row 2: expected weights of at least 0, got -1');
    expect(by('v')).toThrow('sample, column "v", row 1: expected weights of at least 0, got a missing cell');
  });
});
