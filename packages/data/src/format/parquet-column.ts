import type { Column, ColumnKind } from '../table/column.ts';
import { numberColumn } from '../table/column.ts';
import { encodedColumn } from './encoded-column.ts';
import type { ParquetCell } from './parquet-cell.ts';
import { parseNumber } from './parse-number.ts';
import { formatNumber } from './write-csv.ts';

/** A column while it is read, in runs of cells. */
export interface ParquetColumn {
  /** Takes the cell of a row; false where the column is not of numbers after all, and has to be read once more as text. */
  put(row: number, cell: ParquetCell): boolean;
  /** Where cells go that are float64 already. */
  readonly values: Float64Array | undefined;
  finish(): Column;
}

/** A column of numbers; `stated`: a text that is a number is taken, any other is an error. */
export function parquetNumbers(name: string, rows: number, stated: boolean): ParquetColumn {
  const values = new Float64Array(rows).fill(NaN);
  return {
    values,
    put(row, cell) {
      if (cell === null) return true;
      if (typeof cell === 'number') values[row] = cell;
      else if (stated) values[row] = numberIn(cell, row, name);
      else return false;
      return true;
    },
    finish: () => numberColumn(name, values),
  };
}

function numberIn(cell: string, row: number, name: string): number {
  const bytes = Buffer.from(cell.trim());
  const value = bytes.length === 0 ? NaN : parseNumber(bytes, 0, bytes.length, false);
  if (bytes.length === 0 || !Number.isNaN(value)) return value;
  throw new TypeError(
    `expected a number in row ${row + 1}, got ${JSON.stringify(cell.slice(0, 40))}: make ${JSON.stringify(name)} a category or text column`,
  );
}

/** A column of strings; numbers become their shortest decimals. */
export function parquetStrings(
  name: string,
  rows: number,
  kind: Exclude<ColumnKind, 'number'> | undefined,
  missing: readonly string[],
): ParquetColumn {
  const codes = new Int32Array(rows).fill(-1);
  const codeOf = new Map<string, number>();
  const isMissing = new Set(kind === 'id' ? missing.filter((token) => token === '') : missing);
  return {
    values: undefined,
    put(row, cell) {
      if (cell === null) return true;
      const text = typeof cell === 'number' ? formatNumber(cell) : cell;
      if (isMissing.has(text)) return true;
      let code = codeOf.get(text);
      if (code === undefined) {
        code = codeOf.size;
        codeOf.set(text, code);
      }
      codes[row] = code;
      return true;
    },
    finish: () => encodedColumn(name, kind, codes, [...codeOf.keys()]),
  };
}
