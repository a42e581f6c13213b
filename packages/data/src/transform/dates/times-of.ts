import { FoldwiseError } from '@foldwise/core/base';
import type { DateOrder } from '../../format/parse-date.ts';
import { parseDate } from '../../format/parse-date.ts';
import { float64Of, cellAt } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';

/**
 * Seconds since 1970 of the cells of a column, NaN where there is none: text is read as dates, numbers are taken for seconds as they are.
 */
export function timesOf(column: Column, order: DateOrder): Float64Array {
  if (column.kind === 'number') return float64Of(column.values);
  const ofLevel = column.levels.map((level) => parseDate(level, order) ?? Number.NaN);
  return Float64Array.from(column.codes, (code) => ofLevel[code] ?? Number.NaN);
}

/** Refuses a training column with a cell that is there and is no date: one format misread is a column of wrong numbers. */
export function checkTimes(where: string, column: Column, order: DateOrder): void {
  if (column.kind === 'number') return;
  const times = timesOf(column, order);
  const row = times.findIndex((time, i) => Number.isNaN(time) && column.codes[i]! >= 0);
  if (row < 0) return;
  throw new FoldwiseError(
    `expected a date in "${column.name}", got ${JSON.stringify(cellAt(column, row))} in row ${row + 1}`,
    {
      code: 'data',
      where,
      hint:
        order === 'iso'
          ? "pass order: 'us' for 02/29/2024, 'european' for 29.02.2024, or derive() a date such as 2024-02-29"
          : `derive() a date such as 2024-02-29 from it, or pass another order than '${order}'`,
    },
  );
}

export const dateOrders = ['iso', 'us', 'european'] as const;
