import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { checkText } from './check-text.ts';
import { formatNumber } from './write-csv.ts';

/**
 * The text of a JSON file, an array of records, that `parseJson` reads back as the same table: names, order, every cell to the bit.
 *
 * A missing cell is null. Numbers are the shortest decimals that give the same float64; infinity is `1e999`, which every JSON reader
 * takes for it. A list that was read as its JSON text is written as a string.
 *
 * @throws FoldwiseError `data` for a table without rows or columns, which JSON records cannot tell of, and strings that are not
 * well-formed Unicode.
 * @example
 * formatJson(new Table([numberColumn('Age', [22, null])])); // '[\n{"Age":22},\n{"Age":null}\n]\n'
 */
export function formatJson(table: Table): string {
  return `[\n${recordsOf(table, 'formatJson').join(',\n')}\n]\n`;
}

/**
 * The same records, one a line (JSON lines, `.jsonl`); see `formatJson`.
 *
 * @example
 * formatJsonLines(new Table([numberColumn('Age', [22, null])])); // '{"Age":22}\n{"Age":null}\n'
 */
export function formatJsonLines(table: Table): string {
  return `${recordsOf(table, 'formatJsonLines').join('\n')}\n`;
}

function recordsOf(table: Table, where: string): readonly string[] {
  if (table.columns.length === 0 || table.length === 0) {
    const got = table.columns.length === 0 ? 'no column' : 'no row';
    throw new FoldwiseError(`expected at least one row and one column, got ${got}`, {
      code: 'data',
      where,
      hint: 'write it as CSV or Parquet, which keep names without rows',
    });
  }
  const cells = table.columns.map((column) => {
    checkText(column.name, column.name);
    return [`${JSON.stringify(column.name)}:`, cellWriter(column)] as const;
  });
  return Array.from(
    { length: table.length },
    (_, row) => `{${cells.map(([name, write]) => name + write(row)).join(',')}}`,
  );
}

function cellWriter(column: Column): (row: number) => string {
  if (column.kind === 'number') return (row) => jsonText(column.values[row]!);
  const levels = column.levels.map((level) => {
    checkText(level, column.name);
    return JSON.stringify(level);
  });
  return (row) => levels[column.codes[row]!] ?? 'null';
}

function jsonText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (Number.isFinite(value)) return formatNumber(value);
  return value > 0 ? '1e999' : '-1e999';
}
