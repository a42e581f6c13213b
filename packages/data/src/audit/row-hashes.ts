import { mixWords } from '../operations/keys/hash-slots.ts';
import { murmurHash } from '../statistics/murmur-hash.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** A hash of each row's cells in these columns, 53 bits long, equal for equal cells in whichever table. */
export function rowHashes(table: Table): Float64Array {
  const [high, low] = [new Int32Array(table.length), new Int32Array(table.length)];
  for (const column of table.columns) mixIn(column, high, low);
  return wordKeys(high, low);
}

/** 53 bits of two words, as a whole number that a float64 holds. */
export function wordKeys(high: Int32Array, low: Int32Array): Float64Array {
  const keys = new Float64Array(high.length);
  for (let row = 0; row < keys.length; row++) keys[row] = (high[row]! >>> 0) * 2 ** 21 + (low[row]! >>> 11);
  return keys;
}

const missing = 0x5bd1e995;

function mixIn(column: Column, high: Int32Array, low: Int32Array): void {
  const add = (row: number, a: number, b: number): void => {
    high[row] = mixWords(high[row]! ^ a, b);
    low[row] = mixWords(b ^ 0x27d4eb2f, low[row]! ^ a);
  };
  if (column.kind === 'number') {
    const bits = new Float64Array(1);
    const words = new Int32Array(bits.buffer);
    for (let row = 0; row < column.length; row++) {
      // −0 is 0, and every NaN is a missing cell.
      bits[0] = column.values[row]! + 0;
      if (Number.isNaN(bits[0])) add(row, missing, missing);
      else add(row, words[0]!, words[1]!);
    }
    return;
  }
  const hashes = Int32Array.from(column.levels, (level) => murmurHash(level) | 0);
  const lengths = Int32Array.from(column.levels, (level) => level.length);
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!;
    if (code < 0) add(row, missing, missing);
    else add(row, hashes[code]!, lengths[code]!);
  }
}
