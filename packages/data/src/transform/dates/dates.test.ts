import { expect, test } from 'vitest';
import { named } from '../../select/named.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import { sampleTable } from '../../testing/sample-table.ts';
import { dateParts } from './date-parts.ts';
import type { DatePartsOptions } from './date-parts.ts';
import { elapsedSince } from './elapsed-since.ts';
import type { ElapsedSinceOptions } from './elapsed-since.ts';

const days = Array.from({ length: 90 }, (_, row) =>
  row % 8 === 2
    ? null
    : `2023-${String(1 + (row % 12)).padStart(2, '0')}-${String(1 + (row % 28)).padStart(2, '0')}`,
);
const table = sampleTable().with(textColumn('Sold', days), categoryColumn('Built', days.toReversed()));

describeTransformer(dateParts(named('Sold'), { cyclical: ['month', 'weekday'] }), { table });
describeTransformer(elapsedSince(named('Sold')), { table });
describeTransformer(elapsedSince(named('Sold'), { since: { column: 'Built' }, unit: 'week' }), { table });
describeTransformer(elapsedSince(named('Sold', 'Built'), { since: { date: '2020-01-01' } }), { table });

function partsOf(column: Column, options: DatePartsOptions): unknown {
  const made = dateParts(named(column.name), options)
    .fit(new Table([column]))
    .transform(new Table([column]));
  return Object.fromEntries(made.columns.slice(1).map((part) => [part.name, cellsOf(part)]));
}

test('one date, three ways to write it, and seconds since 1970', () => {
  const expected = { d_month: [4], d_day: [3], d_hour: [15] };
  const parts = ['month', 'day', 'hour'] as const;
  expect(partsOf(textColumn('d', ['2024-04-03 15:10']), { parts })).toStrictEqual(expected);
  expect(partsOf(textColumn('d', ['04/03/2024 3:10 PM']), { parts, order: 'us' })).toStrictEqual(expected);
  expect(partsOf(textColumn('d', ['03.04.2024 15:10']), { parts, order: 'european' })).toStrictEqual(
    expected,
  );
  expect(partsOf(numberColumn('d', [Date.UTC(2024, 3, 3, 15, 10) / 1000]), { parts })).toStrictEqual(
    expected,
  );
});

test('a cyclical part lies on the circle, and a missing date has missing parts', () => {
  const { d_month_sin: sines, d_month_cos: cosines } = Object(
    partsOf(textColumn('d', ['2024-01-01', '2024-04-01', '2024-07-31', null]), {
      parts: [],
      cyclical: ['month'],
    }),
  );
  expect(sines).toStrictEqual([0, 1, expect.closeTo(0, 15), null]);
  expect(cosines).toStrictEqual([1, expect.closeTo(0, 15), -1, null]);
});

test('what is no date is an error in training, and missing in other rows', () => {
  const train = new Table([textColumn('d', [null, '29.02.2024'])]);
  expect(() => dateParts(named('d')).fit(train)).toThrow(
    `dateParts: expected a date in "d", got "29.02.2024" in row 2 — pass order: 'us' for 02/29/2024, 'european'`,
  );
  const fitted = dateParts(named('d'), { order: 'european', parts: ['year'] }).fit(train);
  expect(
    cellsOf(fitted.transform(new Table([textColumn('d', ['soon', '1.2.2003'])])).column('d_year')),
  ).toStrictEqual([null, 2003]);
});

function elapsed(options: ElapsedSinceOptions): unknown {
  const rows = new Table([
    textColumn('sold', ['2024-01-02 12:00', '2024-01-01', null]),
    textColumn('built', ['2023-12-31', '2024-01-08', '2024-01-08']),
  ]);
  return cellsOf(elapsedSince(named('sold'), options).fit(rows).transform(rows).columns.at(-1)!);
}

test('time is counted from the first training row, a date, or another column', () => {
  expect(elapsed({})).toStrictEqual([1.5, 0, null]);
  expect(elapsed({ since: { date: '2023-12-31' }, unit: 'hour' })).toStrictEqual([60, 24, null]);
  expect(elapsed({ since: { column: 'built' } })).toStrictEqual([2.5, -7, null]);
});

test('errors name the option', () => {
  expect(() => elapsed({ since: { date: 'long ago' } })).toThrow(
    'elapsedSince: expected a date to count from, got "long ago"',
  );
  expect(() => elapsed({ since: { column: 'build' } })).toThrow('did you mean "built"?');
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => elapsed({ unit: 'days' })).toThrow("'day', 'week', got 'days' — did you mean \"day\"?");
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => elapsed({ since: 'last' })).toThrow("expected since to be one of 'first', got 'last'");
  // @ts-expect-error: a part that does not go round.
  expect(() => dateParts(named('d'), { cyclical: ['year'] })).toThrow("got 'year'");
  // @ts-expect-error: what plain JavaScript could pass.
  expect(() => dateParts(named('d'), { parts: ['weekDay'] })).toThrow('did you mean "weekday"?');
});
