import { expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell, Column } from '../../table/column.ts';
import { describeColumnTransformer } from '../../testing/describe-column-transformer.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { asCategory } from './as-category.ts';
import { beside } from './beside.ts';
import { binned } from './binned.ts';
import { boxCox } from './box-cox.ts';
import { clipTo } from './clip-to.ts';
import { digits } from './digits.ts';
import { frequencyEncode } from './frequency-encode.ts';
import { impute } from './impute.ts';
import { oneHot } from './one-hot.ts';
import { piecewiseLinear } from './piecewise-linear.ts';
import { quantileUniform } from './quantile-uniform.ts';
import { rankGauss } from './rank-gauss.ts';
import { roundTo } from './round-to.ts';
import { smoothClip } from './smooth-clip.ts';
import { sqrtScale } from './sqrt-scale.ts';
import { yeoJohnson } from './yeo-johnson.ts';

const numbers = { takes: ['number'] } as const;
describeColumnTransformer(smoothClip(), numbers);
describeColumnTransformer(quantileUniform(), numbers);
describeColumnTransformer(quantileUniform({ quantiles: 3 }), numbers);
describeColumnTransformer(rankGauss(), numbers);
describeColumnTransformer(sqrtScale({ offset: 3 / 8 }), numbers);
describeColumnTransformer(clipTo(-1, 5), numbers);
describeColumnTransformer(roundTo(2), numbers);
describeColumnTransformer(roundTo(-2), numbers);
describeColumnTransformer(digits(), numbers);
describeColumnTransformer(asCategory(), numbers);
describeColumnTransformer(binned(), numbers);
describeColumnTransformer(binned({ by: 'width', bins: 3, as: 'category' }), numbers);
describeColumnTransformer(binned({ edges: [0, 3] }), numbers);
describeColumnTransformer(piecewiseLinear({ bins: 4 }), numbers);
describeColumnTransformer(yeoJohnson(), numbers);
describeColumnTransformer(yeoJohnson({ standardize: false }), numbers);
describeColumnTransformer(boxCox(), { ...numbers, positive: true });
describeColumnTransformer(beside('count', frequencyEncode()), {
  takes: ['number', 'category', 'text', 'id'],
});

type Cells = readonly (number | null)[];

function made(step: ColumnTransformer, train: Cells, fresh: Cells): readonly Column[] {
  return step.fit(numberColumn('x', train)).transform(numberColumn('x', fresh));
}

function cells(step: ColumnTransformer, train: Cells, fresh: Cells): readonly (readonly Cell[])[] {
  return made(step, train, fresh).map(cellsOf);
}

test.for([quantileUniform(), rankGauss(), yeoJohnson(), boxCox()])(
  'a constant column becomes 0, numbers at the ends of a float64 stay finite',
  (step) => {
    expect(cells(step, [0.1, null, 0.1, 0.1], [0.1, null])).toStrictEqual([[0, null]]);
    const ends = [1e-320, 1, 2, 1.5e308];
    expect(cells(step, ends, ends)[0]!.every(Number.isFinite)).toBe(true);
    expect(cells(step, [1, 2, 4], [-1.5e308, 1.5e308])[0]!.every(Number.isFinite)).toBe(true);
  },
);

test('ranks become normal quantiles, equal cells by their mean rank, new cells in between', () => {
  // statistics.NormalDist().inv_cdf of 1/8, 1/2, 7/8 and 5/16 in Python.
  const [ranked] = cells(rankGauss(), [10, 20, 20, 40], [10, 20, 40, 15, -5, 99]);
  const want = [-1.1503493803760083, 0, 1.1503493803760083, -0.4887764111146696];
  expect(ranked!.slice(0, 4).map(Number)).toStrictEqual(want.map((z) => expect.closeTo(z, 12)));
  expect(ranked!.slice(4)).toStrictEqual([ranked![0], ranked![2]]);
});

test('roots are mirrored at 0, bounds and bends hold', () => {
  expect(cells(sqrtScale(), [], [-9, 0, 16])).toStrictEqual([[-3, 0, 4]]);
  expect(cells(clipTo(0, 100), [], [-1, 7, 1e9, null])).toStrictEqual([[0, 7, 100, null]]);
  // 4 / √(1 + 4²/3²) = 2.4.
  expect(cells(smoothClip(), [], [0, 4, -1e300])).toStrictEqual([[0, expect.closeTo(2.4, 12), -3]]);
  expect(() => clipTo(5, 5)).toThrow('expected finite bounds, the lower one first, got 5 and 5');
  expect(() => smoothClip({ limit: 0 })).toThrow('expected limit to be a finite number above 0, got 0');
  expect(() => sqrtScale({ offset: -1 })).toThrow('expected offset to be a finite number of at least 0');
});

test('digits are those that the number is written with, with no rounding of a float64', () => {
  const columns = made(digits({ before: 2, after: 2 }), [], [0.29, -12.5, 1e21, 123, null, 1e-7]);
  expect(columns.map(({ name }) => name)).toStrictEqual([
    'x',
    'x_digit_1',
    'x_digit_0',
    'x_digit_-1',
    'x_digit_-2',
    'x_decimals',
  ]);
  expect(columns.slice(1).map(cellsOf)).toStrictEqual([
    [0, 1, 0, 2, null, 0],
    [0, 2, 0, 3, null, 0],
    [2, 5, 0, 0, null, 0],
    [9, 0, 0, 0, null, 0],
    [2, 1, 0, 0, null, 7],
  ]);
  expect(() => digits({ after: 17 })).toThrow('expected at most 16 digits on a side, got 1 and 17');
});

test('halves are rounded to even, in decimals and in hundreds', () => {
  expect(cells(roundTo(0), [], [0.5, 1.5, -2.5, 2.4])).toStrictEqual([[0, 2, -2, 2]]);
  expect(cells(roundTo(-2), [], [150, 249, 1e300])).toStrictEqual([[200, 200, 1e300]]);
  expect(() => roundTo(1.5)).toThrow('expected a whole number of decimals from −15 to 15, got 1.5');
});

test('a bin begins at its edge, intervals are levels, and edges are checked', () => {
  expect(cells(binned({ edges: [18, 65] }), [], [17.9, 18, 65, null])).toStrictEqual([[0, 1, 2, null]]);
  const named = made(binned({ bins: 2, by: 'width', as: 'category' }), [0, 10], [4, 5, null, 99]);
  expect(cellsOf(named[0]!)).toStrictEqual(['[-Infinity, 5)', '[5, Infinity)', null, '[5, Infinity)']);
  expect(cells(binned({ bins: 4 }), [1, 1, 1, 1, 1, 9], [1, 9])).toStrictEqual([[0, 0]]);
  const wrong = 'expected finite ascending edges, without by and bins, got [';
  expect(() => binned({ edges: [65, 18] })).toThrow(`${wrong}65, 18]`);
  expect(() => binned({ edges: [] })).toThrow(`${wrong}]`);
  expect(() => binned({ edges: [1], bins: 3 })).toThrow(`${wrong}1] with them`);
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => binned({ by: 'widht' })).toThrow(`got 'widht' — did you mean "width"?`);
});

test('piecewise-linear columns say how far a number has come, and go on beyond the training rows', () => {
  // Quantile edges 0, 2, 8: (x − 0) / 2 and (x − 2) / 6.
  const columns = made(piecewiseLinear({ bins: 2 }), [0, 2, 8], [-1, 1, 2, 5, 14, null]);
  expect(columns.map(({ name }) => name)).toStrictEqual(['x_bin_1', 'x_bin_2']);
  expect(columns.map(cellsOf)).toStrictEqual([
    [-0.5, 0.5, 1, 1, 1, null],
    [0, 0, 0, 0.5, 2, null],
  ]);
});

test('Box-Cox refuses what is not above 0, and takes it for the least cell later on', () => {
  expect(() => made(boxCox(), [1, 0, 2], [])).toThrow(
    'boxCox: expected numbers above 0, got 0 in "x" — use yeoJohnson(), which takes any number',
  );
  const [[least, below]] = cells(boxCox(), [1, 2, 4], [1, -3]) as [readonly Cell[]];
  expect(below).toBe(least);
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => boxCox({ standardize: 1 })).toThrow('expected standardize to be true or false, got 1');
});

test('a number becomes a level, and a step beside it leaves the column as it is', () => {
  expect(cells(asCategory(), [], [1, 0.1, null, 1])).toStrictEqual([['1', '0.1', null, '1']]);
  const columns = made(beside('count', frequencyEncode({ as: 'count' })), [1, 1, 2], [1, 2, 3]);
  expect(columns.map((column) => [column.name, cellsOf(column)])).toStrictEqual([
    ['x', [1, 2, 3]],
    ['x_count', [2, 1, 0]],
  ]);
  const sexes = categoryColumn('Sex', ['m', 'f']);
  expect(
    beside('is', oneHot())
      .fit(sexes)
      .transform(sexes)
      .map(({ name }) => name),
  ).toStrictEqual(['Sex', 'Sex_is=f', 'Sex_is=m']);
  expect(() => beside('', impute('mean'))).toThrow('beside: expected the ending of the new name, got none');
});
