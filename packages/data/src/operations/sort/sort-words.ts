import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';

/** Of missing cells: above every other word, so that they come last in either direction. */
const LAST = 0xffffffff;

/** Words whose order is the order of a column's cells: the lowest first, one or two a cell. */
export function sortWords(column: Column, descending: boolean): readonly Uint32Array[] {
  return column.kind === 'number' ? numberWords(column, descending) : [levelWords(column, descending)];
}

/**
 * The bits of a float64 order as whole numbers do once the sign is turned over, and all other bits of negative ones too. −0 is 0.
 */
function numberWords({ values, length }: NumberColumn, descending: boolean): readonly Uint32Array[] {
  const low = new Uint32Array(length);
  const high = new Uint32Array(length);
  const bits = new Float64Array(1);
  const words = new Uint32Array(bits.buffer);
  const flip = descending ? LAST : 0;
  for (let row = 0; row < length; row++) {
    const value = values[row]! + 0;
    if (Number.isNaN(value)) {
      low[row] = LAST;
      high[row] = LAST;
      continue;
    }
    bits[0] = value;
    const negative = words[1]! >>> 31 === 1;
    low[row] = (negative ? ~words[0]! : words[0]!) ^ flip;
    high[row] = (negative ? ~words[1]! : words[1]! | 0x80000000) ^ flip;
  }
  return [low, high];
}

/** The place of a cell's level among the levels, by UTF-16 code units, as `<` compares strings. */
function levelWords({ codes, levels, length }: StringColumn, descending: boolean): Uint32Array {
  const byText = levels
    .map((level, code) => ({ level, code }))
    .toSorted((a, b) => (a.level < b.level ? -1 : 1));
  const placeOf = new Uint32Array(levels.length);
  byText.forEach(({ code }, place) => {
    placeOf[code] = descending ? levels.length - 1 - place : place;
  });
  const words = new Uint32Array(length);
  for (let row = 0; row < length; row++) words[row] = codes[row]! < 0 ? LAST : placeOf[codes[row]!]!;
  return words;
}
