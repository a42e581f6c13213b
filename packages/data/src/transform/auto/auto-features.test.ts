import { log, rng, rocAuc } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { kFold } from '../../split/k-fold.ts';
import { categoryColumn, idColumn, numberColumn, textColumn } from '../../table/column.ts';
import type { Column, NumberArray } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import { sampleLabels } from '../../testing/sample-labels.ts';
import { plainTable } from '../../testing/plain-columns.ts';
import { sampleTable } from '../../testing/sample-table.ts';
import { onColumns } from '../on-columns.ts';
import { targetEncode } from '../column/target-encode.ts';
import { derive } from '../derive.ts';
import { defineSchema, number } from '../../table/schema.ts';
import { named } from '../../select/named.ts';
import { fitTransform } from '../fit-transform.ts';
import { pipeline } from '../pipeline.ts';
import { vectorize } from '../vectorize.ts';
import { autoFeatures } from './auto-features.ts';

/** A table with a column for each rule, of which the target tells something. */
function everyRule(rows = 400): Table {
  const random = rng(3);
  const each = <T>(of: (row: number) => T): T[] => Array.from({ length: rows }, (_, row) => of(row));
  const words = ['old', 'new', 'red', 'green', 'house', 'garden', 'wall', 'river'];
  const width = each(() => 1 + random.uniform());
  return new Table([
    idColumn(
      'Id',
      each((row) => `r${row}`),
    ),
    numberColumn(
      'Counter',
      each((row) => row + 1),
    ),
    numberColumn('Width', width),
    numberColumn('Again', width),
    numberColumn(
      'Height',
      each(() => 1 + random.uniform()),
    ),
    numberColumn(
      'Price',
      each(() => Math.round(Math.exp(3 * random.normal()))),
    ),
    numberColumn(
      'Tails',
      each(() => random.normal() ** 7),
    ),
    numberColumn(
      'Rooms',
      each((row) => (row % 9 === 4 ? null : 1 + random.below(5))),
    ),
    numberColumn(
      'Nothing',
      each(() => null),
    ),
    numberColumn(
      'Nearly',
      each((row) => (row === 7 ? 1 : 0)),
    ),
    categoryColumn(
      'Colour',
      each((row) => (row % 13 === 2 ? null : ['red', 'green', 'blue'][random.below(3)]!)),
    ),
    categoryColumn(
      'Street',
      each(() => `street ${random.below(80)}`),
    ),
    categoryColumn(
      'Kind',
      each(() => `kind ${random.below(14)}`),
    ),
    textColumn(
      'Day',
      each(() => `2024-0${1 + random.below(9)}-${10 + random.below(18)}`),
    ),
    textColumn(
      'Cabin',
      each(() => `${'ABCD'[random.below(4)]}/${random.below(900)}/${'PS'[random.below(2)]}`),
    ),
    textColumn(
      'Note',
      each(() => Array.from({ length: 5 }, () => words[random.below(8)]).join(' ')),
    ),
    textColumn(
      'Key',
      each((row) => `key${row * 7919}`),
    ),
  ]);
}

const sample = everyRule();
const yes = (table: Table): Column => {
  const [width, height] = ['Width', 'Height'].map((name) => table.column(name));
  if (width?.kind !== 'number' || height?.kind !== 'number') throw new Error('expected numbers');
  return categoryColumn(
    'wide',
    Array.from(width.values, (value, row) => (value > height.values[row]! ? 'yes' : 'no')),
  );
};

describe('on every kind of column', () => {
  for (const kind of ['number', 'two classes', 'classes'] as const) {
    describeTransformer(autoFeatures({ bins: 4 }), {
      table: sample,
      target: sampleLabels(kind, sample.length),
    });
  }
  describeTransformer(autoFeatures({ columns: 12, interactions: 3 }), { table: sample, target: yes(sample) });
});

/** What was done with a column, in words. */
function whatOf(
  step: ReturnType<typeof autoFeatures>,
  table: Table,
  target: Column,
): (name: string) => string {
  const { decisions } = step.fit(table, target);
  return (name) =>
    decisions!
      .filter(({ columns }) => columns.join(' & ') === name)
      .map(({ does, because }) => `${does}: ${because}`)
      .join('; ');
}

describe('what is done with a column', () => {
  const what = whatOf(autoFeatures({ bins: 8 }), sample, yes(sample));

  test.for([
    ['Id', 'dropped: names the row'],
    ['Counter', 'dropped: counts the rows, and says nothing of the target'],
    ['Again', 'dropped: the same as Width in every training row'],
    ['Nothing', 'dropped: the same in every training row'],
    ['Key', "dropped: 100 % of the cells differ: the row's name, or free codes"],
  ])('%s is %s', ([name, words]) => {
    expect(what(name!)).toBe(words);
  });

  test.for([
    ['Width', 'impute, robustScale: numbers; impute, piecewiseLinear, smoothClip: '],
    ['Price', 'impute, log1pScale, robustScale: numbers, skewness '],
    ['Tails', 'impute, rankGauss, robustScale: numbers, skewness '],
    ['Rooms', 'impute, robustScale: numbers, 11 % missing; asCategory, oneHot: whole numbers of 5 values'],
    ['Colour', 'oneHot: 3 levels'],
    [
      'Street',
      'targetEncode, robustScale: 80 levels: each by its mean target, cross-fitted; frequencyEncode, robustScale: 80',
    ],
    ['Kind', 'oneHot: 14 levels: the frequent ones by themselves'],
    ['Day', 'dateParts, elapsedSince, impute, robustScale: dates'],
    ['Cabin', 'splitText, oneHot: codes of 3 pieces; 2 of them have few levels'],
    [
      'Note',
      'textComponents, robustScale: 8 terms that three texts have, by TF-IDF; textCounts, robustScale: texts of 5',
    ],
  ])('%s goes through %s', ([name, words]) => {
    expect(what(name!)).toContain(words);
  });

  test('what is nearly always the same goes where a thousand rows say so', () => {
    const large = everyRule(2000);
    expect(whatOf(autoFeatures(), large, yes(large))('Nearly')).toBe(
      'dropped: the same in all but 1 of 2000 training rows',
    );
  });

  test('sorted measures are no row numbers, where they say something of the target', () => {
    const weight = numberColumn(
      'weight',
      Array.from({ length: 50 }, (_, row) => row),
    );
    const price = numberColumn(
      'price',
      Array.from({ length: 50 }, (_, row) => 2 ** (row / 6)),
    );
    expect(whatOf(autoFeatures(), new Table([weight]), price)('weight')).toContain('robustScale');
  });

  test('of dates that two orders can read, it says which it took', () => {
    const dates = (cells: readonly string[]): Table =>
      new Table([
        textColumn(
          'Day',
          Array.from({ length: 60 }, (_, i) => cells[i % cells.length]!),
        ),
      ]);
    const target = sampleLabels('number', 60);
    expect(whatOf(autoFeatures(), dates(['03/04/2024', '05/06/2024']), target)('Day')).toContain(
      'dates, read as us (the other order is as likely: dateParts takes it)',
    );
    expect(whatOf(autoFeatures(), dates(['03.04.2024', '25.06.2024']), target)('Day')).toMatch(
      /: dates, read as european$/,
    );
  });
});

describe('features of two columns', () => {
  test('are those that say what the columns by themselves leave: here the difference, or the quotient', () => {
    const { decisions } = autoFeatures().fit(sample, yes(sample));
    const pairs = decisions!.filter(({ columns }) => columns.length === 2);
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs[0]!.columns.toSorted()).toStrictEqual(['Height', 'Width']);
    expect(pairs[0]!.does).toMatch(/^(divide|subtract), robustScale$/);
    expect(pairs[0]!.because).toMatch(
      /^explains \d+\.\d ± \d+\.\d % of what the columns by themselves leave$/,
    );
  });

  test('are categories that say something together', () => {
    const random = rng(8);
    const [a, b] = [0, 1].map(() => Array.from({ length: 1200 }, () => random.below(6)));
    const table = new Table([
      categoryColumn(
        'a',
        a!.map((value) => `a${value}`),
      ),
      categoryColumn(
        'b',
        b!.map((value) => `b${value}`),
      ),
      numberColumn(
        'c',
        a!.map(() => random.normal()),
      ),
    ]);
    // Parity of a sum: neither of the two says anything of it alone.
    const target = numberColumn(
      'y',
      a!.map((value, row) => ((value + b![row]!) % 2) + random.normal() / 10),
    );
    const { decisions } = autoFeatures().fit(table, target);
    expect(decisions!.find(({ columns }) => columns.length === 2)).toMatchObject({
      columns: expect.arrayContaining(['a', 'b']),
      does: 'crossCategories, targetEncode, robustScale',
    });
  });

  test('are how a number stands in its group, where that is what counts', () => {
    const random = rng(9);
    const groups = Array.from({ length: 1500 }, () => random.below(9));
    const levels = Array.from({ length: 9 }, () => 10 * random.normal());
    const values = groups.map((group) => levels[group]! + random.normal());
    const table = new Table([
      categoryColumn(
        'shop',
        groups.map((group) => `shop ${group}`),
      ),
      numberColumn('sold', values),
    ]);
    const target = numberColumn(
      'y',
      values.map((value, row) => Math.sin(2 * (value - levels[groups[row]!]!))),
    );
    const { decisions } = autoFeatures().fit(table, target);
    expect(decisions!.find(({ columns }) => columns.length === 2)).toMatchObject({
      columns: ['shop', 'sold'],
      does: expect.stringMatching(/^groupAggregates (difference|rank), robustScale$/),
    });
  });

  test('are none of a target without any, and none where none are asked for', () => {
    const random = rng(4);
    const noise = numberColumn(
      'y',
      Float64Array.from({ length: sample.length }, () => random.normal()),
    );
    const pairs = (step: ReturnType<typeof autoFeatures>, target: Column) =>
      step.fit(sample, target).decisions!.filter(({ columns }) => columns.length > 1);
    expect(pairs(autoFeatures(), noise)).toStrictEqual([]);
    expect(pairs(autoFeatures({ interactions: 0 }), yes(sample))).toStrictEqual([]);
  });
});

describe('the budget', () => {
  const widthOf = (step: ReturnType<typeof autoFeatures>): number =>
    fitTransform(step, sample, yes(sample))[0].columns.length;

  test('is kept, whatever it is, and what there was no room for is told', () => {
    for (const columns of [1, 2, 5, 10, 25, 60])
      expect(widthOf(autoFeatures({ columns, bins: 8 }))).toBeLessThanOrEqual(columns);
    expect(widthOf(autoFeatures({ cells: sample.length * 7 }))).toBeLessThanOrEqual(7);
    expect(whatOf(autoFeatures({ columns: 5 }), sample, yes(sample))('Street')).toContain(
      'left out: frequencyEncode, robustScale: the budget of 5 columns has no room for 1 more',
    );
  });

  test('goes to what says most of the target', () => {
    const [features] = fitTransform(autoFeatures({ columns: 2, interactions: 0 }), sample, yes(sample));
    expect(new Set(features.names)).toStrictEqual(new Set(['Width', 'Height']));
  });
});

test("it makes a matrix of any table, under names that differ, behind steps of one's own", () => {
  const schema = defineSchema({ Rooms: number() });
  const features = pipeline(derive(schema, { Rooms_missing: (row) => row.Rooms ?? -1 }), autoFeatures());
  const [table, fitted] = fitTransform(features, sample, yes(sample));
  expect(table.names).toEqual(expect.arrayContaining(['Rooms', 'Rooms_missing', "Rooms_missing'"]));
  expect(vectorize(table).features.data.every((value) => Math.abs(value) < 20)).toBe(true);
  expect(vectorize(fitted.transform(sample)).featureNames).toStrictEqual(table.names);
  const infinite = sample.with(numberColumn('Width', new Float64Array(sample.length).fill(Infinity)));
  expect(vectorize(fitted.transform(infinite)).features.data.every(Number.isFinite)).toBe(true);
});

test('the same seed gives the same features; more rows than are looked at are no obstacle', () => {
  const large = everyRule(12_000).select('Width', 'Height', 'Kind', 'Colour');
  const [once, again] = [0, 1].map(() => fitTransform(autoFeatures(), large, yes(large)));
  expect(plainTable(once![0])).toStrictEqual(plainTable(again![0]));
  expect(once![1].decisions).toStrictEqual(again![1].decisions);
}, 60_000);

test('of a random target, no feature knows anything, where the naive encoding seems to', () => {
  const random = rng(5);
  const rows = 20_000;
  const cells = <T>(of: () => T): T[] => Array.from({ length: rows }, of);
  const table = new Table([
    categoryColumn(
      'Street',
      cells(() => `street ${random.below(2000)}`),
    ),
    categoryColumn(
      'Town',
      cells(() => `town ${random.below(30)}`),
    ),
    numberColumn(
      'x',
      cells(() => random.normal()),
    ),
    numberColumn(
      'y',
      cells(() => log(1 + random.uniform())),
    ),
  ]);
  const target = numberColumn(
    'Sold',
    cells(() => random.below(2)),
  );
  const folds = kFold().split(table, target, rng(5));
  const auc = (values: NumberArray): number => {
    const areas = folds.map(({ validation }) => {
      const of = (all: NumberArray): Float64Array => Float64Array.from(validation, (row) => all[row]!);
      const truth = { shape: [validation.length], data: of(target.values) };
      return rocAuc().score(truth, { shape: [validation.length, 1], data: of(values) });
    });
    return areas.reduce((sum, area) => sum + area, 0) / areas.length;
  };
  const ofNumbers = (features: Table): readonly number[] =>
    features.columns.flatMap((column) => (column.kind === 'number' ? [auc(column.values)] : []));
  const naive = onColumns(named('Street'), targetEncode()).fit(table, target).transform(table);
  expect(
    auc(
      naive.column('Street').kind === 'number'
        ? vectorize(naive.select('Street')).features.data
        : new Float64Array(),
    ),
  ).toBeGreaterThan(0.6);
  const areas = ofNumbers(fitTransform(autoFeatures(), table, target)[0]);
  expect(areas.length).toBeGreaterThan(5);
  for (const area of areas) expect(Math.abs(area - 0.5)).toBeLessThan(0.02);
}, 60_000);

test('errors: options that are none, no target, a target with gaps', () => {
  expect(() => autoFeatures({ columns: 0 })).toThrow(
    'autoFeatures: expected columns to be a whole number of at least 1, got 0',
  );
  expect(() => autoFeatures({ interactions: -1 })).toThrow(
    'expected interactions to be a whole number of at least 0',
  );
  expect(() => autoFeatures({ bins: 1.5 })).toThrow('expected bins to be a whole number of at least 0');
  expect(() => autoFeatures({ cells: Number.NaN })).toThrow('expected cells to be a whole number');
  expect(() => autoFeatures({ seed: Infinity })).toThrow('expected seed to be a finite number');
  expect(() => autoFeatures().fit(sampleTable())).toThrow(
    'autoFeatures: expected a target to learn from, got none',
  );
  const gaps = numberColumn(
    'y',
    Array.from({ length: 90 }, (_, row) => (row === 3 ? null : row)),
  );
  expect(() => autoFeatures().fit(sampleTable(), gaps)).toThrow(
    'autoFeatures: expected a target in every row',
  );
});
