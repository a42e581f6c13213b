import { rng } from '@foldwise/core/base';
import { expect, test } from 'vitest';
import { categoryColumn, numberColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { describeSplitter } from '../testing/describe-splitter.ts';
import { timeSeriesSplit } from './time-series-split.ts';
import type { TimeSeriesSplitOptions } from './time-series-split.ts';

const kinds = { covering: false, exhaustive: false, balanced: false, seeded: false } as const;
describeSplitter(timeSeriesSplit(), kinds);
describeSplitter(timeSeriesSplit({ by: 'Fare', folds: 3, validation: 7, gap: 2, maxTrain: 30 }), kinds);

function cut(by: Column, options: TimeSeriesSplitOptions = {}): unknown {
  const folds = timeSeriesSplit({ by: by.name, ...options }).split(new Table([by]), by, rng(0));
  return folds.map(({ train, validation }) => [[...train], [...validation]]);
}

test('rows of one day stay together, whatever the order of the file', () => {
  const day = categoryColumn('day', ['2024-01-03', '2024-01-01', '2024-01-02', '2024-01-01', '2024-01-03']);
  expect(cut(day, { folds: 2 })).toStrictEqual([
    [[1, 3], [2]],
    [
      [1, 2, 3],
      [0, 4],
    ],
  ]);
});

test('the gap is counted in periods, not in rows', () => {
  expect(cut(numberColumn('t', [1, 1, 2, 2, 3, 3, 4, 4]), { folds: 1, validation: 1, gap: 1 })).toStrictEqual(
    [
      [
        [0, 1, 2, 3],
        [6, 7],
      ],
    ],
  );
});

test('errors: too few periods, cells that are no times, options that cannot be', () => {
  const t = numberColumn('t', [1, 2, 3, 3]);
  expect(() => cut(t)).toThrow(
    'timeSeriesSplit: expected at least 6 periods for 5 folds of 1 with a gap of 0, got 3 — pass fewer folds',
  );
  expect(() => cut(categoryColumn('day', ['2024-01-01', '01/02/2024']), { folds: 1 })).toThrow(
    'timeSeriesSplit: expected a number or a date such as 2024-02-29 in "day", got "01/02/2024" in row 2',
  );
  expect(() => cut(numberColumn('t', [1, null]), { folds: 1 })).toThrow('got a missing cell in row 2');
  expect(() => timeSeriesSplit({ folds: 0 })).toThrow(
    'expected folds to be a whole number of at least 1, got 0',
  );
  expect(() => timeSeriesSplit({ gap: -1 })).toThrow(
    'expected gap to be a whole number of at least 0, got -1',
  );
  expect(() => timeSeriesSplit({ validation: 0.5 })).toThrow('expected validation to be a whole number');
  expect(() => timeSeriesSplit({ maxTrain: 0 })).toThrow('expected maxTrain to be a whole number');
});
