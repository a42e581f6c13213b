import { FoldwiseError } from '@foldwise/core/base';
import { parseDate } from '../format/parse-date.ts';
import { named } from '../select/named.ts';
import { selectColumns } from '../select/select-columns.ts';
import { cellAt } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** The period of every row, 0 … count − 1 in time order: rows of equal time share one. */
export interface Periods {
  readonly of: Uint32Array;
  readonly count: number;
}

/** The periods of a table by a column of times, or row by row in the order of the file where no column is named. */
export function periodsOf(where: string, table: Table, by: string | undefined): Periods {
  if (by === undefined)
    return { of: Uint32Array.from({ length: table.length }, (_, row) => row), count: table.length };
  const [column] = selectColumns(table, named(by), where);
  const times = Float64Array.from({ length: table.length }, (_, row) => timeAt(where, column!, row));
  const ascending = times.toSorted();
  const numberOf = new Map<number, number>();
  for (const time of ascending) if (!numberOf.has(time)) numberOf.set(time, numberOf.size);
  return { of: Uint32Array.from(times, (time) => numberOf.get(time)!), count: numberOf.size };
}

function timeAt(where: string, column: Column, row: number): number {
  const cell = cellAt(column, row);
  const time = typeof cell === 'string' ? parseDate(cell) : cell;
  if (time !== null && time !== undefined) return time;
  throw new FoldwiseError(
    `expected a number or a date such as 2024-02-29 in "${column.name}", got ${cell === null ? 'a missing cell' : `"${cell}"`} in row ${row + 1}`,
    { code: 'data', where, hint: 'derive() a column of numbers that grow with time, and split by it' },
  );
}
