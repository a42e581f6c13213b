import { groupsOf } from '../operations/keys/groups-of.ts';
import { sortedRowsOf } from '../operations/sort/sorted-rows.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';

/** The bin of every row, 0 … count − 1; rows without a cell have one of their own. */
export interface ColumnBins {
  readonly of: Int32Array;
  readonly count: number;
}

/** Equal strings in one bin each, and levels of a single row together in one. */
export function binsOfStrings(column: StringColumn): ColumnBins {
  const groups = groupsOf([column], column.length, 'drop');
  const sizes = new Uint32Array(groups.count);
  for (const group of groups.of) if (group >= 0) sizes[group]!++;
  const [missing, single] = [0, 1];
  let count = 2;
  const binOf = Int32Array.from(sizes, (size) => (size === 1 ? single : count++));
  return { of: groups.of.map((group) => (group < 0 ? missing : binOf[group]!)), count };
}

/** A bin for each number, ascending, missing cells in the last. */
export function binsOfNumbers(column: NumberColumn): ColumnBins {
  const order = sortedRowsOf([{ column, descending: false }], column.length);
  const of = new Int32Array(column.length);
  let bin = -1;
  for (let i = 0; i < order.length; i++) {
    const value = column.values[order[i]!]!;
    if (i === 0 || !(value === column.values[order[i - 1]!]!)) {
      if (Number.isNaN(value)) return withMissing(of, order.subarray(i), bin + 1);
      bin++;
    }
    of[order[i]!] = bin;
  }
  return { of, count: bin + 2 };
}

function withMissing(of: Int32Array, rows: Uint32Array, bin: number): ColumnBins {
  for (const row of rows) of[row] = bin;
  return { of, count: bin + 1 };
}

/**
 * Where there are more than `most` bins of numbers: neighbouring ones together, about rows / `most` in each, a number that is as frequent as
 * that by itself.
 */
export function coarser({ of, count }: ColumnBins, most: number): ColumnBins {
  const sizes = new Uint32Array(count);
  for (const bin of of) sizes[bin]!++;
  const last = count - 1;
  if (last <= most) return { of, count };
  const size = (of.length - sizes[last]!) / most;
  const larger = new Int32Array(count);
  let [bin, held] = [-1, Infinity];
  for (let i = 0; i < last; i++) {
    if (held >= size || sizes[i]! >= size) {
      bin++;
      held = 0;
    }
    held += sizes[i]!;
    larger[i] = bin;
  }
  larger[last] = bin + 1;
  return { of: of.map((old) => larger[old]!), count: bin + 2 };
}

/** Bins of any column: equal strings, or neighbouring numbers. */
export function binsOf(column: Column, most: number): ColumnBins {
  return column.kind === 'number' ? coarser(binsOfNumbers(column), most) : binsOfStrings(column);
}
