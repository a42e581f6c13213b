import { FoldwiseError } from '@foldwise/core/base';
import type { Cell, ColumnKind } from '../table/column.ts';
import { columnFromCells } from '../table/rows.ts';
import { Table } from '../table/table.ts';
import type { DanfoDataFrame } from './data-frame.ts';

/**
 * The table in a danfojs DataFrame; its index is left behind.
 *
 * `null`, `undefined` and NaN are missing cells, booleans become the strings `true` and `false`, dates ISO 8601 text. A column's kind
 * is what `kinds` says (`kindsOf(table)` gives those of the table it came from), else inferred from its cells as `tableFromRows` does;
 * one without any cell by its dtype.
 *
 * @throws FoldwiseError `data` where a column mixes numbers and strings, or holds objects.
 * @example
 * const table = fromDataFrame(df.query(df.Age.gt(18)), kindsOf(before));
 */
export function fromDataFrame(df: DanfoDataFrame, kinds: Readonly<Record<string, ColumnKind>> = {}): Table {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what danfojs states, and types too loosely
  const rows = df.values as readonly (readonly unknown[])[];
  const columns = df.columns.map((name, i) => {
    const cells = rows.map((row, at) => tableCell(row[i], name, at));
    const empty = cells.every((cell) => cell === null);
    const byDtype = empty && df.dtypes[i] === 'string' ? 'text' : undefined;
    return columnFromCells(name, cells, Object.hasOwn(kinds, name) ? kinds[name] : byDtype);
  });
  return new Table(columns, rows.length);
}

function tableCell(value: unknown, column: string, row: number): Cell {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  throw new FoldwiseError(`expected a number, a string or a missing cell, got ${typeof value}`, {
    code: 'data',
    where: `DataFrame, column "${column}", row ${row + 1}`,
    hint: 'turn it into a string or drop the column',
  });
}
