import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../../table/column.ts';
import { concatColumns } from '../../table/concat.ts';
import type { Table } from '../../table/table.ts';
import { codesOf } from '../keys/groups-of.ts';

/** The name of a key in both tables, or its names in the left and in the right one. */
export type JoinKey = string | readonly [left: string, right: string];

/** One key or several. */
export type JoinKeys = string | readonly JoinKey[];

/** The names of each key in the left and the right table. */
export function keyPairs(keys: JoinKeys): readonly (readonly [left: string, right: string])[] {
  const list = typeof keys === 'string' ? [keys] : keys;
  return list.map((key) => (typeof key === 'string' ? [key, key] : key));
}

/** Codes of the keys of the left and the right table's rows: equal ones where the keys are. A missing key, −1, never matches. */
export interface SharedCodes {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** No code is as large. */
  readonly bound: number;
}

/** The codes of these keys in both tables. */
export function sharedCodes(where: string, left: Table, right: Table, keys: JoinKeys): SharedCodes {
  const columns = keyPairs(keys).map(([inLeft, inRight]) =>
    stacked(where, left.column(inLeft), right.column(inRight)),
  );
  const { of, bound } = codesOf(columns, left.length + right.length, 'drop');
  return { left: of.subarray(0, left.length), right: of.subarray(left.length), bound };
}

/** Strings are strings here, whether categories, text or ids. */
function stacked(where: string, left: Column, right: Column): Column {
  if (left.kind === 'number' || right.kind === 'number') {
    if (left.kind === right.kind) return concatColumns(left, right);
    throw new FoldwiseError(
      `expected keys of one kind, got ${left.kind} "${left.name}" and ${right.kind} "${right.name}"`,
      { code: 'data', where, hint: 'read both files with the same schema' },
    );
  }
  // Tables cut from one table share its dictionary.
  if (left.levels === right.levels) {
    const codes = new Int32Array(left.length + right.length);
    codes.set(left.codes);
    codes.set(right.codes, left.length);
    return { ...left, length: codes.length, codes };
  }
  return concatColumns(left, { ...right, kind: left.kind });
}
