import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { named } from '../select/named.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { dateParts } from './dates/date-parts.ts';
import { elapsedSince } from './dates/elapsed-since.ts';
import { lags } from './history/lags.ts';
import { rollingFeatures } from './history/rolling-features.ts';
import { imputeByGroup } from './missing/impute-by-group.ts';
import { hashText } from './text/hash-text.ts';
import { textComponents } from './text/text-components.ts';
import { tfIdf } from './text/tf-idf.ts';
import type { TfIdfOptions } from './text/tf-idf.ts';
import type { Transformer } from './transformer.ts';

// Made by fixtures/record-features.py with pandas and scikit-learn.
type Numbers = readonly (number | null)[];
type Matrix = readonly (readonly number[])[];
interface Fitted {
  readonly train: Matrix;
  readonly fresh: Matrix;
}
interface Recorded {
  readonly dates: Readonly<Record<string, Numbers>> & { readonly cells: readonly string[] };
  readonly 'group median': {
    readonly by: readonly string[];
    readonly x: Numbers;
    readonly median: Numbers;
    readonly mean: Numbers;
  };
  readonly texts: readonly string[];
  readonly 'fresh texts': readonly string[];
  readonly tfIdf: Readonly<
    Record<
      string,
      {
        readonly terms: readonly string[];
        readonly fresh: Matrix;
        readonly sums: readonly number[];
      }
    >
  >;
  readonly hashed: Matrix;
  readonly components: Fitted;
  readonly history: Readonly<Record<string, Numbers>> & { readonly shop: readonly string[] };
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL('fixtures/features.json', import.meta.url), 'utf8'),
);

function isSame(a: number | null | undefined, b: number | null): boolean {
  return a === b || Math.abs((a ?? NaN) - (b ?? NaN)) <= 1e-9 * Math.max(1, Math.abs(b ?? NaN));
}

/** The rows where numbers differ by more than 1e-9 of what was recorded, or where one of the two is missing. */
function different(got: Numbers, want: Numbers): readonly string[] {
  expect(got.length).toBe(want.length);
  const rows = want.map((value, row) => (isSame(got[row], value) ? '' : `${row}: ${got[row]} for ${value}`));
  return rows.filter((row) => row !== '');
}

function numbersOf(column: Column): Numbers {
  return cellsOf(column).map((cell) => (cell === null ? null : Number(cell)));
}

/** The rows that a step, fitted on a table, makes of it. */
function made(step: Transformer, table: Table): Table {
  return step.fit(table).transform(table);
}

/** The number columns that a step adds to a table, row by row. */
function addedRows(table: Table, by: Table): Matrix {
  const added = by.columns.filter((column) => !table.has(column.name)).map((column) => numbersOf(column));
  return Array.from({ length: table.length }, (_, row) => added.map((column) => column[row] ?? NaN));
}

describe('dates', () => {
  const { cells } = recorded.dates;
  const table = new Table([textColumn('d', cells)]);
  const parts = [
    'year',
    'quarter',
    'month',
    'week',
    'day',
    'dayOfYear',
    'weekday',
    'hour',
    'minute',
    'second',
  ] as const;
  const flags = ['isWeekend', 'isMonthStart', 'isMonthEnd'] as const;
  const whole = made(
    dateParts(named('d'), { parts: [...parts, ...flags], cyclical: ['month', 'hour'] }),
    table,
  );

  test.for([...parts, ...flags, 'month_sin', 'hour_cos'])('have the %s that pandas gives', (part) => {
    expect(different(numbersOf(whole.column(`d_${part}`)), recorded.dates[part]!)).toStrictEqual([]);
  });

  test('are as many days apart as in pandas', () => {
    const days = made(elapsedSince(named('d')), table).column('d_elapsed');
    expect(different(numbersOf(days), recorded.dates['elapsed']!)).toStrictEqual([]);
  });
});

test.for(['median', 'mean'] as const)('the %s of a group fills as in pandas', (fill) => {
  const { by, x, [fill]: want } = recorded['group median'];
  const table = new Table([numberColumn('x', x), categoryColumn('by', by)]);
  const filled = made(imputeByGroup(named('x'), { by: 'by', fill }), table);
  expect(different(numbersOf(filled.column('x')), want)).toStrictEqual([]);
});

describe('the past of a group', () => {
  const { shop, day, sales } = recorded.history;
  const table = new Table([
    categoryColumn('shop', shop),
    numberColumn('day', day!),
    numberColumn('sales', sales!),
  ]);
  const order = { time: 'day', by: ['shop'] } as const;

  test.for([1, 3])('%i rows back is what pandas shifts by', (lag) => {
    const column = made(lags(named('sales'), { ...order, lags: [lag] }), table).column(`sales_lag_${lag}`);
    expect(different(numbersOf(column), recorded.history[`lag ${lag}`]!)).toStrictEqual([]);
  });

  test.for(['mean', 'std', 'min', 'max', 'median', 'sum'] as const)(
    'has the %s that pandas rolls',
    (statistic) => {
      const step = rollingFeatures(named('sales'), {
        ...order,
        windows: [5, 'all'],
        statistics: [statistic],
      });
      const got = made(step, table);
      const want = recorded.history;
      expect(
        different(numbersOf(got.column(`sales_${statistic}_5`)), want[`rolling 5 ${statistic}`]!),
      ).toStrictEqual([]);
      expect(
        different(numbersOf(got.column(`sales_${statistic}_all`)), want[`expanding ${statistic}`]!),
      ).toStrictEqual([]);
    },
  );
});

describe('texts', () => {
  const train = new Table([textColumn('t', recorded.texts)]);
  const fresh = new Table([textColumn('t', recorded['fresh texts'])]);

  test.for<readonly [string, TfIdfOptions]>([
    ['default', {}],
    ['sublinear bigrams', { sublinear: true, ngrams: [1, 2], minTexts: 3 }],
    ['rare and frequent left out', { minTexts: 0.1, maxTexts: 0.5 }],
    ['characters', { of: 'character', ngrams: [2, 4], minTexts: 5 }],
    ['characters in words', { of: 'characterInWord', ngrams: [3, 3], minTexts: 2 }],
    ['not scaled', { normalise: false, smooth: false, lowercase: false }],
  ])('have the terms and weights of TfidfVectorizer: %s', ([name, options]) => {
    const { terms, fresh: want, sums } = recorded.tfIdf[name]!;
    const fitted = tfIdf(named('t'), options).fit(train);
    const transformed = fitted.transform(fresh);
    expect(transformed.names.slice(1)).toStrictEqual(terms.map((term) => `t~${term}`));
    expect(different(addedRows(fresh, transformed).flat(), want.flat())).toStrictEqual([]);
    const columns = fitted.transform(train).columns.slice(1).map(numbersOf);
    const got = columns.map((column) => column.reduce<number>((sum, value) => sum + value!, 0));
    expect(different(got, sums)).toStrictEqual([]);
  });

  test('have the hashes of HashingVectorizer', () => {
    const table = new Table([textColumn('t', [...recorded['fresh texts'], ...recorded.texts.slice(0, 5)])]);
    const got = addedRows(table, made(hashText(named('t'), { buckets: 16, ngrams: [1, 2] }), table));
    expect(different(got.flat(), recorded.hashed.flat())).toStrictEqual([]);
  });

  test('have the components of TruncatedSVD', () => {
    const fitted = textComponents(named('t'), { components: 6, sublinear: true, ngrams: [1, 2] }).fit(train);
    expect(
      different(addedRows(train, fitted.transform(train)).flat(), recorded.components.train.flat()),
    ).toStrictEqual([]);
    expect(
      different(addedRows(fresh, fitted.transform(fresh)).flat(), recorded.components.fresh.flat()),
    ).toStrictEqual([]);
  });
});
