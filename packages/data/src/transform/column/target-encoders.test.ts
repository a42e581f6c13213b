import { FoldwiseError, rng } from '@foldwise/core/base';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import type { Cell, Column } from '../../table/column.ts';
import { takeRows } from '../../table/table.ts';
import { describeColumnTransformer } from '../../testing/describe-column-transformer.ts';
import { innerFolds } from '../inner-folds.ts';
import { beside } from './beside.ts';
import { hashEncode } from './hash-encode.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { orderedTarget } from './ordered-target.ts';
import { targetEncode } from './target-encode.ts';
import { weightOfEvidence } from './weight-of-evidence.ts';

const takes = ['category', 'text', 'id'] as const;
const further = ['mean', 'median', 'std', 'skew', 'q05', 'max'] as const;
const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
afterAll(() => warned.mockRestore());
for (const target of ['number', 'two classes', 'classes'] as const) {
  describeColumnTransformer(targetEncode(), { takes, target });
  describeColumnTransformer(orderedTarget(), { takes, target });
  describeColumnTransformer(leaveOneOut(), { takes, target, byOtherRows: false });
}
describeColumnTransformer(targetEncode({ statistics: further, folds: 3 }), { takes, target: 'number' });
describeColumnTransformer(targetEncode({ smoothing: 0, shuffle: false }), { takes, target: 'number' });
describeColumnTransformer(orderedTarget({ shuffle: false }), { takes, target: 'number' });
describeColumnTransformer(weightOfEvidence(), { takes, target: 'two classes' });
describeColumnTransformer(hashEncode(), { takes });
describeColumnTransformer(hashEncode({ buckets: 4, as: 'columns' }), { takes });

const levels = categoryColumn('Deck', ['a', 'b', 'a', 'b', 'b', null, 'a', 'c']);
const ages = numberColumn('Age', [1, 2, 3, 4, 9, 7, 8, 6]);
const classes = categoryColumn('Class', ['x', 'y', 'x', 'z', 'y', 'y', 'x', 'z']);

function shown(columns: readonly Column[]): Readonly<Record<string, readonly Cell[]>> {
  return Object.fromEntries(columns.map((column) => [column.name, cellsOf(column)]));
}

test('one statistic keeps the name, several and several classes name their columns', () => {
  const step = targetEncode({ statistics: ['median', 'std'], smoothing: 0 });
  // Of "c", one row, there is no deviation: that of all, √(60/7) by pandas.
  expect(
    shown(step.fit(levels, ages).transform(categoryColumn('Deck', ['a', 'b', 'c', null]))),
  ).toStrictEqual({
    Deck_median: [3, 4, 6, 7],
    Deck_std: [expect.closeTo(Math.sqrt(13), 12), expect.closeTo(Math.sqrt(13), 12), ...deviations()],
  });
  const shares = targetEncode({ smoothing: 0 })
    .fit(levels, classes)
    .transform(categoryColumn('Deck', ['a', 'b']));
  expect(shown(shares)).toStrictEqual({
    Deck_x: [1, 0],
    Deck_y: [0, expect.closeTo(2 / 3, 12)],
    Deck_z: [0, expect.closeTo(1 / 3, 12)],
  });
});

/** Twice the deviation of all eight ages: Σ (y − 5)² = 60. */
function deviations(): readonly unknown[] {
  return [expect.closeTo(Math.sqrt(60 / 7), 12), expect.closeTo(Math.sqrt(60 / 7), 12)];
}

test.each([
  ['targetEncode of classes', targetEncode, {}, 'class'],
  ['targetEncode of several statistics', targetEncode, { statistics: further }, 'number'],
  ['weightOfEvidence', weightOfEvidence, {}, 'class'],
] as const)(
  '%s: training rows are encoded as by a step that was fitted on the other inner folds',
  (...each) => {
    const [, make, options, kind] = each;
    const random = rng(1);
    const rows = Array.from({ length: 50 }, (_, row) => row);
    const many = categoryColumn(
      'x',
      rows.map(() => (random.below(5) === 0 ? null : `level ${random.below(4)}`)),
    );
    const classOf = rows.map(() => ['few', 'many', 'many'][random.below(3)]!);
    const target =
      kind === 'class'
        ? categoryColumn('y', classOf)
        : numberColumn(
            'y',
            rows.map(() => random.normal()),
          );
    const step = make({ ...options, folds: 4, seed: 3 });
    const [encoded] = step.fitTransform!(many, target);
    const of = Uint32Array.from(classOf, (cell) => (cell === 'many' ? 1 : 0));
    const strata = kind === 'class' ? { of, count: 2 } : undefined;
    const folds = innerFolds(50, { folds: 4, shuffle: true, seed: 3 }, strata);
    expect(folds.length).toBe(4);
    for (const { train, validation } of folds) {
      const parts = step
        .fit(takeRows(many, train), takeRows(target, train))
        .transform(takeRows(many, validation));
      expect(shown(encoded.map((column) => takeRows(column, validation)))).toStrictEqual(shown(parts));
    }
  },
);

test('the seed draws the folds and the orders', () => {
  for (const make of [targetEncode, orderedTarget]) {
    const features = (seed: number) => shown(make({ seed }).fitTransform!(levels, ages)[0]);
    expect(features(1)).toStrictEqual(features(1));
    expect(features(1)).not.toStrictEqual(features(2));
  }
});

test('several orders are averaged', () => {
  const columns = [1, 2, 3, 40].map((permutations) =>
    cellsOf(orderedTarget({ permutations }).fitTransform!(levels, ages)[0][0]!).map(Number),
  );
  expect(new Set(columns.map(String)).size).toBe(4);
  // With more orders the encoding of a row comes near its expectation, which is between the least and the largest label.
  expect(columns[3]!.every((value) => value > 1 && value < 9)).toBe(true);
});

test('an encoding stands beside its column, with the training rows still by other rows', () => {
  const step = targetEncode();
  const [columns] = beside('mean', step).fitTransform!(levels, ages);
  const [[plain]] = step.fitTransform!(levels, ages) as readonly [readonly [Column], unknown];
  expect(shown(columns)).toStrictEqual({ Deck: cellsOf(levels), Deck_mean: cellsOf(plain) });
});

test('leaveOneOut warns that it leaks', () => {
  warned.mockClear();
  leaveOneOut();
  expect(warned).toHaveBeenCalledWith(expect.stringContaining('targetEncode() does not leak'), {
    code: 'FOLDWISE_LEAK',
  });
});

test('codes of buckets leave 0 for what is missing, and state their number', () => {
  const [codes] = hashEncode({ buckets: 8 })
    .fit(levels)
    .transform(categoryColumn('Deck', [null, 'a', 'new']));
  expect(codes).toMatchObject({ cardinality: 9 });
  const [none, ...some] = cellsOf(codes!);
  expect(none).toBe(0);
  expect(some.every((code) => Number(code) >= 1 && Number(code) <= 8)).toBe(true);
});

describe('what is refused', () => {
  const holes = numberColumn('Age', [1, null, 3, 4, 9, 7, 8, 6]);
  test.for<readonly [string, () => unknown]>([
    ['targetEncode: expected a target to learn from, got none', () => targetEncode().fit(levels)],
    [
      'expected 8 target cells, one a row, got 2 in "Age"',
      () => orderedTarget().fit(levels, numberColumn('Age', [1, 2])),
    ],
    [
      'expected a target in every row, got missing or infinite cells in "Age"',
      () => leaveOneOut().fit(levels, holes),
    ],
    [
      `expected a number target for 'std', got category "Class" — classes have statistics: ['mean']`,
      () => targetEncode({ statistics: ['mean', 'std'] }).fitTransform!(levels, classes),
    ],
    [
      'weightOfEvidence: expected a target of two classes, or of 0 and 1, got more',
      () => weightOfEvidence().fit(levels, classes),
    ],
    ['expected statistics to be at least one name and none twice', () => targetEncode({ statistics: [] })],
    ['expected smoothing to be a finite number of at least 0, got -1', () => targetEncode({ smoothing: -1 })],
    ['expected folds to be a whole number of at least 2, got 1', () => targetEncode({ folds: 1 })],
    [
      'expected permutations to be a whole number of at least 1, got 0',
      () => orderedTarget({ permutations: 0 }),
    ],
    ['expected smoothing to be a finite number above 0, got 0', () => orderedTarget({ smoothing: 0 })],
    ['expected smoothing to be a finite number above 0, got 0', () => weightOfEvidence({ smoothing: 0 })],
    [
      'expected a whole number of buckets from 1 to 256, got 257',
      () => hashEncode({ buckets: 257, as: 'columns' }),
    ],
  ])('%s', ([message, make]) => {
    expect(make).toThrow(FoldwiseError);
    expect(make).toThrow(message);
  });
});
