import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { named } from '../select/named.ts';
import { categoryColumn, cellsOf, numberColumn, textColumn } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { dateParts } from './dates/date-parts.ts';
import { elapsedSince } from './dates/elapsed-since.ts';
import { imputeByGroup } from './missing/impute-by-group.ts';
import type { Transformer } from './transformer.ts';

// Made by fixtures/record-features.py with pandas and scikit-learn.
type Numbers = readonly (number | null)[];
interface Recorded {
  readonly dates: Readonly<Record<string, Numbers>> & { readonly cells: readonly string[] };
  readonly 'group median': {
    readonly by: readonly string[];
    readonly x: Numbers;
    readonly median: Numbers;
    readonly mean: Numbers;
  };
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
