import type { RowGroups } from '../../statistics/sums-by-group.ts';
import type { NumberColumn, StringColumn } from '../../table/column.ts';

/** Codes 0 … levels − 1 as in the column, and one more for a missing cell, which is a level of its own; its own codes where none is missing. */
export function codesWithMissing({ codes, levels }: StringColumn): Int32Array {
  // codes.map((code) => (code < 0 ? levels.length : code)), which takes several times as long.
  const missing = levels.length;
  let least = 0;
  for (let row = 0; row < codes.length; row++) least = Math.min(least, codes[row]!);
  if (least >= 0) return codes;
  const from = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) from[row] = codes[row]! < 0 ? missing : codes[row]!;
  return from;
}

/** The rows grouped by these codes. */
export function levelGroups(column: StringColumn): RowGroups {
  return { count: column.levels.length + 1, of: codesWithMissing(column) };
}

/** One number a level that the training rows have, and one for a missing cell where they have one. */
export interface LevelNumbers {
  readonly of: ReadonlyMap<string, number>;
  readonly missing?: number | undefined;
}

/**
 * The numbers of levels from a list by code, as `codesWithMissing` counts them; NaN marks a level that no training row has.
 */
export function levelNumbers({ levels }: StringColumn, byCode: ArrayLike<number>): LevelNumbers {
  const of = new Map<string, number>();
  levels.forEach((level, code) => {
    if (!Number.isNaN(byCode[code])) of.set(level, byCode[code]!);
  });
  const missing = byCode[levels.length]!;
  return { of, missing: Number.isNaN(missing) ? undefined : missing };
}

/** A number column of each row's level's number, `otherwise` where the training rows do not have the level. */
export function byLevel(
  name: string,
  { length, codes, levels }: StringColumn,
  numbers: LevelNumbers,
  otherwise: number,
): NumberColumn {
  const byCode = Float64Array.from(levels, (level) => numbers.of.get(level) ?? otherwise);
  const missing = numbers.missing ?? otherwise;
  const values = new Float64Array(length);
  for (let row = 0; row < length; row++) values[row] = codes[row]! < 0 ? missing : byCode[codes[row]!]!;
  return { kind: 'number', name, length, values };
}
