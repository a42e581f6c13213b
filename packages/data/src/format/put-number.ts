import { checkMemory } from './check-memory.ts';
import { widen } from './csv-columns.ts';
import type { CsvScan } from './csv-scan.ts';

/** Stores the number of a cell: as a byte while all of its column are whole and from 0 to 255, else as float64. */
export function putNumber(scan: CsvScan, column: number, row: number, value: number): void {
  const { state } = scan;
  if (state.areBytes[column] === 1) {
    if ((value & 255) === value && !Object.is(value, -0)) {
      state.bytes[column]![row] = value;
      return;
    }
    widen(state, column, row);
    checkRoom(scan, state.capacity);
  }
  state.values[column]![row] = value;
}

/** Refuses columns of so many rows that would not fit into memory. */
export function checkRoom({ file, state, options }: CsvScan, rows: number): void {
  checkMemory({ file, rows, columns: state.kept, bytes: rows * state.bytesPerRow }, options);
}
