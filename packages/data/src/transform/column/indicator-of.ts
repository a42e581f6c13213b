import type { Column, NumberColumn } from '../../table/column.ts';

/** `<name>_missing`: 1 where the cell is missing, else 0. */
export function indicatorOf(column: Column): NumberColumn {
  const missing = (row: number): boolean =>
    column.kind === 'number' ? Number.isNaN(column.values[row]) : column.codes[row]! < 0;
  const values = Uint8Array.from({ length: column.length }, (_, row) => (missing(row) ? 1 : 0));
  return { kind: 'number', name: `${column.name}_missing`, length: column.length, values };
}
