import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, float64Of, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { frequencyEncode } from './column/frequency-encode.ts';
import { impute } from './column/impute.ts';
import { minMaxScale } from './column/min-max-scale.ts';
import { oneHot } from './column/one-hot.ts';
import type { OneHotOptions } from './column/one-hot.ts';
import { ordinal } from './column/ordinal.ts';
import { quantileNormal } from './column/quantile-normal.ts';
import { robustScale } from './column/robust-scale.ts';
import { standardScale } from './column/standard-scale.ts';
import { quantileOf } from '../statistics/quantile.ts';
import type { ColumnTransformer } from './transformer.ts';

// Made by fixtures/record.py with numpy, pandas and scikit-learn.
type Numbers = readonly (number | null)[];
interface Scaled {
  readonly train: Numbers;
  readonly fresh: Numbers;
}
interface RecordedNumbers {
  readonly train: Numbers;
  readonly standardScale: Scaled;
  readonly minMaxScale: Scaled;
  readonly robustScale?: Scaled;
  readonly quantileNormal?: Scaled;
  readonly quantiles: readonly number[];
  readonly 'pandas quantiles': readonly number[];
  readonly 'impute median': Numbers;
  readonly 'impute mean': Numbers;
  readonly 'impute most-frequent': Numbers;
}
interface RecordedOneHot {
  readonly columns: readonly string[];
  readonly fresh: readonly (readonly number[])[];
}
interface Recorded {
  readonly fresh: Numbers;
  readonly numbers: Readonly<Record<string, RecordedNumbers>>;
  readonly levels: {
    readonly train: readonly string[];
    readonly fresh: readonly string[];
    readonly oneHot: RecordedOneHot;
    readonly 'oneHot rareBelow 2': RecordedOneHot;
    readonly 'oneHot rareBelow 3, unknown other': RecordedOneHot;
    readonly 'oneHot maxLevels 4': RecordedOneHot;
    readonly ordinal: Numbers;
    readonly share: Numbers;
    readonly trainWithMissing: readonly (string | null)[];
    readonly 'impute most-frequent': readonly string[];
  };
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL('fixtures/scikit-learn.json', import.meta.url), 'utf8'),
);
const { levels } = recorded;

function isSame(a: number | null | undefined, b: number | null): boolean {
  return a === b || Math.abs((a ?? NaN) - (b ?? NaN)) <= 1e-9 * Math.max(1, Math.abs(b ?? NaN));
}

/** The rows where numbers differ by more than 1e-9 of what was recorded, or where one of the two is missing. */
function different(got: Numbers, want: Numbers): readonly string[] {
  const rows = want.map((value, row) => (isSame(got[row], value) ? '' : `${row}: ${got[row]} for ${value}`));
  return rows.filter((row) => row !== '');
}

function through(step: ColumnTransformer, train: Column, column: Column): readonly Numbers[] {
  const outputs = step.fit(train).transform(column);
  return outputs.map((output) => cellsOf(output).map((cell) => (cell === null ? null : Number(cell))));
}

describe.each(Object.entries(recorded.numbers))('on numbers that are %s', (_, numbers) => {
  const train = numberColumn('x', numbers.train);
  const fresh = numberColumn('x', recorded.fresh);

  const scalers = [
    ['StandardScaler', standardScale(), numbers.standardScale],
    ['MinMaxScaler', minMaxScale(), numbers.minMaxScale],
    ['RobustScaler', robustScale(), numbers.robustScale],
    ['QuantileTransformer', quantileNormal({ quantiles: 10 }), numbers.quantileNormal],
  ] as const;
  // A constant column is where robustScale departs: 0 everywhere, as RealMLP has it.
  test.for(scalers.filter(([, , want]) => want))('scales as %s', ([, step, want]) => {
    expect(different(through(step, train, train)[0]!, want!.train)).toStrictEqual([]);
    expect(different(through(step, train, fresh)[0]!, want!.fresh)).toStrictEqual([]);
  });

  test('has the quantiles that numpy and pandas give', () => {
    const ascending = float64Of(train.values)
      .filter((value) => !Number.isNaN(value))
      .toSorted();
    const got = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1].map((share) => quantileOf(ascending, share));
    expect(different(got, numbers.quantiles)).toStrictEqual([]);
    expect(different(got, numbers['pandas quantiles'])).toStrictEqual([]);
  });

  test.for(['median', 'mean', 'most-frequent'] as const)('imputes the %s as SimpleImputer', (fill) => {
    expect(different(through(impute(fill), train, fresh)[0]!, numbers[`impute ${fill}`])).toStrictEqual([]);
  });
});

describe('on levels', () => {
  const train = categoryColumn('x', levels.train);
  const fresh = categoryColumn('x', levels.fresh);

  test.for<readonly [string, OneHotOptions, RecordedOneHot]>([
    ['by default', {}, levels.oneHot],
    ['with rare levels', { rareBelow: 2 }, levels['oneHot rareBelow 2']],
    [
      'with unknown ones among the rare',
      { rareBelow: 3, unknown: 'other' },
      levels['oneHot rareBelow 3, unknown other'],
    ],
    ['with a limit', { maxLevels: 4 }, levels['oneHot maxLevels 4']],
  ])('encodes as OneHotEncoder %s', ([, options, want]) => {
    const got = oneHot(options).fit(train).transform(fresh);
    const names = want.columns.map((name) => `x=${name === 'infrequent_sklearn' ? '(other)' : name}`);
    expect(got.map((column) => column.name)).toStrictEqual(names);
    const rows = levels.fresh.map((_, row) => got.map((column) => cellsOf(column)[row]));
    expect(rows).toStrictEqual(want.fresh);
  });

  test('codes as OrdinalEncoder, one up so that 0 is free for what is unknown', () => {
    expect(through(ordinal(), train, fresh)).toStrictEqual([levels.ordinal]);
  });

  test('gives the shares that pandas counts', () => {
    expect(different(through(frequencyEncode(), train, fresh)[0]!, levels.share)).toStrictEqual([]);
  });

  test('imputes the most frequent level as SimpleImputer, the first in order among equals', () => {
    const column = categoryColumn('x', levels.trainWithMissing);
    const [filled] = impute('most-frequent').fit(column).transform(column);
    expect(cellsOf(filled!)).toStrictEqual(levels['impute most-frequent']);
  });
});
