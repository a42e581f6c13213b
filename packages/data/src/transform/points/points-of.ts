import { FoldwiseError } from '@foldwise/core/base';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { expectNumber } from '../expect-kind.ts';
import { sameColumn } from '../same-column.ts';

/** Points of a space of `width` dimensions, one after the other. */
export interface Points {
  readonly count: number;
  readonly width: number;
  readonly data: Float64Array;
}

/** The rows of a table as points: those in which every number is there. */
export interface RowPoints extends Points {
  /** The row of each point, ascending. */
  readonly rows: Uint32Array;
}

/** The names of the number columns that a selector matches, and an error where there is none. */
export function axesOf(where: string, train: Table, select: Selector): readonly string[] {
  const columns = selectColumns(train, select, where).map((column) => expectNumber(where, column));
  if (columns.length > 0) return columns.map(({ name }) => name);
  throw new FoldwiseError('expected at least one number column, got none', {
    code: 'data',
    where,
    hint: 'select columns that the table has here: numeric(), or named(...)',
  });
}

/** The rows of a table as points whose coordinates are these columns. Rows with a missing or infinite cell are left out. */
export function pointsOf(where: string, table: Table, names: readonly string[]): RowPoints {
  const columns = names.map((name) => expectNumber(where, sameColumn(where, table, name)).values);
  const rows = Uint32Array.from({ length: table.length }, (_, row) => row).filter((row) =>
    columns.every((values) => Number.isFinite(values[row]!)),
  );
  const data = new Float64Array(rows.length * names.length);
  let next = 0;
  for (const row of rows) for (const values of columns) data[next++] = values[row]!;
  return { count: rows.length, width: names.length, data, rows };
}

/** The same of training rows, of which `least` have to be complete. */
export function trainingPoints(where: string, train: Table, names: readonly string[], least = 1): RowPoints {
  return expectPoints(where, pointsOf(where, train, names), train.length, least);
}

/** Refuses to learn from fewer complete rows than `least`. */
export function expectPoints(where: string, points: RowPoints, rows: number, least: number): RowPoints {
  if (points.count >= least) return points;
  throw new FoldwiseError(
    `expected at least ${least} training rows with a number in each of the columns, got ${points.count} of ${rows}`,
    {
      code: 'data',
      where,
      hint: "fill missing cells first, with onColumns(numeric(), impute('median')), or select fewer columns",
    },
  );
}

/** Columns of what there is of each point, missing in rows that are no point. `of(i, point)` is the number in column i. */
export function columnsOfPoints(
  names: readonly string[],
  length: number,
  { rows }: RowPoints,
  of: (column: number, point: number) => number,
): readonly NumberColumn[] {
  return names.map((name, column) => {
    const values = new Float64Array(length).fill(Number.NaN);
    rows.forEach((row, point) => (values[row] = of(column, point)));
    return numberColumn(name, values);
  });
}
