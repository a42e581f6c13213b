import { float64Of } from '../../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';
import { lowerBits, upperBits } from './number-bits.ts';

/** Row numbers with a whole number each that orders them: what a radix sort moves. */
export interface KeyedRows {
  /** `[key, row, key, row, …]`: side by side, both are moved by one access to memory. */
  readonly pairs: Uint32Array;
  /** How many of the pairs are in use: the rows whose cell is there. */
  readonly count: number;
  /** No key is larger. */
  readonly largest: number;
  /** Whether cells that differ may have the same key: their order is then still to be settled. */
  readonly isCoarse: boolean;
}

/**
 * The rows whose cell is there, in the order they are handed in, with a key each in the order of the cells: of a whole number its distance
 * from the first, where that fits 32 bits; of other numbers the 32 bits that tell most; of a string the place of its level.
 */
export function keyedRows(column: Column, descending: boolean, rows: Uint32Array): KeyedRows {
  return column.kind === 'number'
    ? numberKeys(column, descending, rows)
    : levelKeys(column, descending, rows);
}

function numberKeys(column: NumberColumn, descending: boolean, rows: Uint32Array): KeyedRows {
  const values = float64Of(column.values);
  let least = Infinity;
  let most = -Infinity;
  let isWhole = true;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value < least) least = value;
    if (value > most) most = value;
    if (Math.floor(value) !== value && !Number.isNaN(value)) isWhole = false;
  }
  if (!(least <= most)) return { pairs: new Uint32Array(0), count: 0, largest: 0, isCoarse: false };
  return isWhole && most - least < 2 ** 32 && Number.isSafeInteger(least)
    ? distances(values, rows, descending ? most : least, most - least)
    : tellingBits(values, rows, least, most, descending);
}

function distances(values: Float64Array, rows: Uint32Array, first: number, largest: number): KeyedRows {
  const pairs = new Uint32Array(2 * rows.length);
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    pairs[at] = Math.abs(value - first);
    pairs[at + 1] = row;
    at += 2;
  }
  return { pairs, count: at / 2, largest, isCoarse: false };
}

/** The bits below those that all numbers have in common, and as many of the next as there is room for. */
function tellingBits(
  values: Float64Array,
  rows: Uint32Array,
  least: number,
  most: number,
  descending: boolean,
): KeyedRows {
  const flip = descending ? 0xffffffff : 0;
  const first = (upperBits(descending ? most : least) ^ flip) >>> 0;
  const span = ((upperBits(descending ? least : most) ^ flip) >>> 0) - first;
  const room = Math.min(31, Math.clz32(span));
  const pairs = new Uint32Array(2 * rows.length);
  let left = 0;
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const lower = lowerBits(value) ^ flip;
    left |= lower << room;
    // Two shifts, since one by 32 is none at all.
    pairs[at] = (((upperBits(value) ^ flip) - first) << room) | ((lower >>> 1) >>> (31 - room));
    pairs[at + 1] = row;
    at += 2;
  }
  return { pairs, count: at / 2, largest: 2 ** room * (span + 1) - 1, isCoarse: left !== 0 };
}

/** The place of a level among the levels is by UTF-16 code units, as `<` compares strings. */
function levelKeys({ codes, levels }: StringColumn, descending: boolean, rows: Uint32Array): KeyedRows {
  const byText = levels
    .map((level, code) => ({ level, code }))
    .toSorted((a, b) => (a.level < b.level ? -1 : 1));
  const placeOf = new Uint32Array(levels.length);
  byText.forEach(({ code }, place) => {
    placeOf[code] = descending ? levels.length - 1 - place : place;
  });
  const pairs = new Uint32Array(2 * rows.length);
  let at = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const code = codes[row]!;
    if (code < 0) continue;
    pairs[at] = placeOf[code]!;
    pairs[at + 1] = row;
    at += 2;
  }
  return { pairs, count: at / 2, largest: Math.max(0, levels.length - 1), isCoarse: false };
}
