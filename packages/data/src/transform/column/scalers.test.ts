import { expect, test } from 'vitest';
import { cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell } from '../../table/column.ts';
import { describeColumnTransformer } from '../../testing/describe-column-transformer.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { clipOutliers } from './clip-outliers.ts';
import { log1pScale } from './log1p-scale.ts';
import { minMaxScale } from './min-max-scale.ts';
import { quantileNormal } from './quantile-normal.ts';
import { robustScale } from './robust-scale.ts';
import { standardScale } from './standard-scale.ts';

describeColumnTransformer(standardScale(), { takes: ['number'] });
describeColumnTransformer(robustScale(), { takes: ['number'] });
describeColumnTransformer(robustScale({ smoothClip: true }), { takes: ['number'] });
describeColumnTransformer(minMaxScale(), { takes: ['number'] });
describeColumnTransformer(minMaxScale({ clip: true }), { takes: ['number'] });
describeColumnTransformer(clipOutliers(), { takes: ['number'] });
describeColumnTransformer(quantileNormal(), { takes: ['number'] });
describeColumnTransformer(quantileNormal({ quantiles: 3 }), { takes: ['number'] });
describeColumnTransformer(log1pScale(), { takes: ['number'] });

type Cells = readonly (number | null)[];

function scaled(step: ColumnTransformer, train: Cells, fresh: Cells): readonly Cell[] {
  return cellsOf(step.fit(numberColumn('x', train)).transform(numberColumn('x', fresh))[0]!);
}

const scalers = [
  standardScale(),
  robustScale(),
  robustScale({ smoothClip: true }),
  minMaxScale(),
  quantileNormal(),
] as const;

test.for(scalers)('a constant column becomes 0 on the training rows, missing cells stay missing', (step) => {
  expect(scaled(step, [0.1, null, 0.1, 0.1], [0.1, null])).toStrictEqual([0, null]);
});

test.for(scalers)('numbers at the ends of what a float64 holds stay finite', (step) => {
  const cells = [-1.5e308, 1.5e308, 0, 1e-320];
  expect(scaled(step, cells, cells).every(Number.isFinite)).toBe(true);
});

test('a constant column keeps new differences when standardised, and drops them when robust', () => {
  expect(scaled(standardScale(), [5, 5], [7])).toStrictEqual([2]);
  expect(scaled(robustScale(), [5, 5], [7])).toStrictEqual([0]);
});

test('without an interquartile range, half the range scales: a rare flag is 0 and 2', () => {
  const flag = Array.from({ length: 20 }, (_, row) => (row === 4 ? 1 : 0));
  expect(scaled(robustScale(), flag, [0, 1])).toStrictEqual([0, 2]);
  // The value that the RealMLP paper's code gives for such a flag.
  expect(scaled(robustScale({ smoothClip: true }), flag, [1])[0]).toBeCloseTo(1.6641, 4);
});

test('the smooth clip keeps order and stays between −3 and 3', () => {
  const cells = [-1e300, -50, -1, 0, 1, 50, 1e300];
  const bent = scaled(robustScale({ smoothClip: true }), [-1, 0, 1], cells).map(Number);
  expect(bent.toSorted((a, b) => a - b)).toStrictEqual(bent);
  expect([bent[0], bent.at(-1)]).toStrictEqual([-3, 3]);
});

test('min-max brings new cells outside 0 … 1 unless it clips', () => {
  expect(scaled(minMaxScale(), [2, 4], [1, 3, 8])).toStrictEqual([-0.5, 0.5, 3]);
  expect(scaled(minMaxScale({ clip: true }), [2, 4], [1, 3, 8])).toStrictEqual([0, 0.5, 1]);
});

test('outliers are moved onto the quantiles of the training rows', () => {
  const train = Array.from({ length: 101 }, (_, row) => row);
  expect(scaled(clipOutliers(), train, [-5, 0, 50, 100])).toStrictEqual([1, 1, 50, 99]);
  expect(scaled(clipOutliers({ lower: 0, upper: 0.5 }), train, [-5, 99, null])).toStrictEqual([0, 50, null]);
  expect(() => clipOutliers({ lower: 0.9, upper: 0.1 })).toThrow('expected shares 0 ≤ lower < upper ≤ 1');
});

test.for([standardScale(), robustScale(), minMaxScale(), quantileNormal(), clipOutliers()])(
  'an infinite training cell does not enter what is learned',
  (step) => {
    const cells = [1, 2, 4, 9];
    expect(scaled(step, [...cells, Infinity, -Infinity], cells)).toStrictEqual(scaled(step, cells, cells));
  },
);

test('logarithms are mirrored at 0', () => {
  const [a, b, c] = scaled(log1pScale(), [], [-(Math.E - 1), 0, 9]);
  expect([a, c]).toStrictEqual([expect.closeTo(-1, 15), expect.closeTo(Math.log(10), 15)]);
  expect(b).toBe(0);
});

test('quantiles go to a normal distribution, equal cells to the middle of their shares', () => {
  const train = [5, 1, 2, 2, 2, 100, 7];
  const normal = scaled(quantileNormal(), train, [1, 2, 5, 7, 100, 1e9, -1e9]).map((z) =>
    Number(z).toFixed(6),
  );
  // The last digits: statistics.NormalDist().inv_cdf(p) in Python, for p = 2/6, 4/6, 5/6.
  expect(normal).toStrictEqual([
    '-5.199338',
    '-0.430727',
    '0.430727',
    '0.967422',
    '5.199338',
    '5.199338',
    '-5.199338',
  ]);
  expect(() => quantileNormal({ quantiles: 1 })).toThrow(
    'expected quantiles to be a whole number of at least 2, got 1',
  );
});
