import type { RowGroups } from '../../statistics/sums-by-group.ts';
import { float64Of } from '../../table/column.ts';
import type { Column } from '../../table/column.ts';
import type { Codes } from './codes.ts';
import { directLimit } from './codes.ts';
import { numberCodes } from './number-codes.ts';
import { pairCodes } from './pair-codes.ts';

/** Which rows have equal keys. Groups are numbered in the order of their first row. */
export interface Groups extends RowGroups {
  /** The first row of each group. */
  readonly first: Uint32Array;
}

/** What becomes of a row whose key has a missing cell: it is in no group, or missing is a key like any other. */
export type MissingKeys = 'drop' | 'keep';

/** The groups of rows that have equal cells in all the columns; without columns all rows are one group. */
export function groupsOf(columns: readonly Column[], rows: number, missing: MissingKeys): Groups {
  return byFirstRow(codesOf(columns, rows, missing));
}

/** The same before they are numbered by their first rows: equal codes for equal cells, few enough to count by. */
export function codesOf(columns: readonly Column[], rows: number, missing: MissingKeys): Codes {
  let codes: Codes = { of: new Int32Array(rows), bound: 1 };
  columns.forEach((column, i) => {
    const own = missing === 'keep' ? withMissing(columnCodes(column)) : columnCodes(column);
    codes = i === 0 ? own : pairCodes(codes, own);
  });
  return codes.bound <= directLimit(rows) ? codes : denseCodes(codes);
}

function columnCodes(column: Column): Codes {
  if (column.kind === 'number') return numberCodes(float64Of(column.values));
  return { of: column.codes, bound: column.levels.length };
}

function withMissing({ of, bound }: Codes): Codes {
  return { of: of.map((code) => code + 1), bound: bound + 1 };
}

/** A dictionary may be far larger than the rows that share it. */
function denseCodes(codes: Codes): Codes {
  return numberCodes(Float64Array.from(codes.of, (code) => (code < 0 ? NaN : code)));
}

function byFirstRow({ of: codes, bound }: Codes): Groups {
  const groupOf = new Int32Array(bound).fill(-1);
  const of = new Int32Array(codes.length);
  const first = new Uint32Array(Math.min(bound, codes.length));
  let count = 0;
  for (let row = 0; row < of.length; row++) {
    const code = codes[row]!;
    if (code < 0) {
      of[row] = -1;
      continue;
    }
    let group = groupOf[code]!;
    if (group < 0) {
      group = count++;
      groupOf[code] = group;
      first[group] = row;
    }
    of[row] = group;
  }
  return { count, of, first: first.slice(0, count) };
}
