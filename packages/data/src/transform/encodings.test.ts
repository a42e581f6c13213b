import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { categoryColumn, float64Of, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { hashEncode } from './column/hash-encode.ts';
import { leaveOneOut } from './column/leave-one-out.ts';
import { orderedTarget } from './column/ordered-target.ts';
import { targetEncode } from './column/target-encode.ts';
import { weightOfEvidence } from './column/weight-of-evidence.ts';

// Made by fixtures/record-encodings.py with scikit-learn and category_encoders.
type Numbers = readonly number[];
interface Both {
  readonly train: Numbers;
  readonly fresh: Numbers;
}
interface Recorded {
  readonly levels: readonly string[];
  readonly 'with missing': readonly (string | null)[];
  readonly fresh: readonly string[];
  readonly repeated: readonly string[];
  readonly number: Numbers;
  readonly two: Numbers;
  readonly three: readonly string[];
  readonly 'target number': readonly Numbers[];
  readonly 'target number, missing': readonly Numbers[];
  readonly 'target two': readonly Numbers[];
  readonly 'target three': readonly Numbers[];
  readonly 'crossed 5': Numbers;
  readonly 'crossed 7, missing': Numbers;
  readonly 'ordered number': Both;
  readonly 'ordered two': Both;
  readonly 'leave one out': Both;
  readonly 'evidence 1': Numbers;
  readonly 'evidence 0.5': Numbers;
  readonly texts: readonly string[];
  readonly hashed: readonly Numbers[];
}
const recorded: Recorded = JSON.parse(
  readFileSync(new URL('fixtures/encodings.json', import.meta.url), 'utf8'),
);

const levels = categoryColumn('x', recorded.levels);
const withMissing = categoryColumn('x', recorded['with missing']);
const repeated = categoryColumn('x', recorded.repeated);
const freshAndMissing = categoryColumn('x', [...recorded.fresh, null]);
const number = numberColumn('y', recorded.number);
const two = numberColumn('y', recorded.two);
const three = categoryColumn('y', recorded.three);

function numbersOf(columns: readonly Column[]): readonly Numbers[] {
  return columns.map((column) => (column.kind === 'number' ? [...column.values] : []));
}

/** The cells that differ by more than 1e-9. */
function different(got: readonly Numbers[], want: readonly Numbers[]): readonly string[] {
  expect(got.map(({ length }) => length)).toStrictEqual(want.map(({ length }) => length));
  return want.flatMap((column, i) =>
    column.flatMap((value, row) =>
      Math.abs(got[i]![row]! - value) <= 1e-9 ? [] : [`${i}, ${row}: ${got[i]![row]} for ${value}`],
    ),
  );
}

test.for([
  ['of a number', levels, number, 10, recorded['target number']],
  ['with missing cells', withMissing, number, 2.5, recorded['target number, missing']],
  ['of 0 and 1', levels, two, 10, recorded['target two']],
  ['of three classes', levels, three, 10, recorded['target three']],
] as const)(
  "target means %s are those of scikit-learn's TargetEncoder",
  ([, train, target, smoothing, want]) => {
    const got = targetEncode({ smoothing }).fit(train, target).transform(freshAndMissing);
    expect(different(numbersOf(got), want)).toStrictEqual([]);
  },
);

test.for([
  ['five', levels, 5, recorded['crossed 5']],
  ['seven', withMissing, 7, recorded['crossed 7, missing']],
] as const)(
  "training rows by %s blocks are those of TargetEncoder's fit_transform",
  ([, train, folds, want]) => {
    const [got] = targetEncode({ folds, shuffle: false }).fitTransform!(train, number);
    expect(different(numbersOf(got), [want])).toStrictEqual([]);
  },
);

test.for([
  ['a number', number, 1, recorded['ordered number']],
  ['0 and 1', two, 3, recorded['ordered two']],
] as const)(
  'rows in order with a prior are those of CatBoostEncoder, of %s',
  ([, target, smoothing, want]) => {
    const prior = float64Of(target.values).reduce((sum, value) => sum + value, 0) / target.length;
    const step = orderedTarget({ shuffle: false, smoothing, prior });
    const [train, fitted] = step.fitTransform!(levels, target);
    expect(different(numbersOf(train), [want.train])).toStrictEqual([]);
    expect(different(numbersOf(fitted.transform(repeated)), [want.fresh])).toStrictEqual([]);
    // For new rows, the mean is the prior unless one is given.
    const usual = orderedTarget({ smoothing }).fit(levels, target).transform(repeated);
    expect(different(numbersOf(usual), [want.fresh])).toStrictEqual([]);
  },
);

test('rows by the others of their level are those of LeaveOneOutEncoder', () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const step = leaveOneOut();
  warned.mockRestore();
  const [train, fitted] = step.fitTransform!(levels, number);
  expect(different(numbersOf(train), [recorded['leave one out'].train])).toStrictEqual([]);
  expect(different(numbersOf(fitted.transform(repeated)), [recorded['leave one out'].fresh])).toStrictEqual(
    [],
  );
});

test.for([1, 0.5] as const)('evidence with %d rows beside is that of WOEEncoder', (smoothing) => {
  const got = weightOfEvidence({ smoothing }).fit(levels, two).transform(repeated);
  expect(different(numbersOf(got), [recorded[`evidence ${smoothing}`]])).toStrictEqual([]);
});

test('texts go to the buckets and signs of FeatureHasher', () => {
  const texts = categoryColumn('x', recorded.texts);
  const step = hashEncode({ buckets: 16, as: 'columns' });
  const got = numbersOf(step.fit(texts).transform(texts));
  expect(recorded.texts.map((_, row) => got.map((column) => column[row]))).toStrictEqual(recorded.hashed);
  const [codes] = numbersOf(hashEncode({ buckets: 16 }).fit(texts).transform(texts));
  expect(codes).toStrictEqual(recorded.hashed.map((row) => row.findIndex((value) => value !== 0) + 1));
});
