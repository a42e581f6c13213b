import type { Rng } from '@foldwise/core';
import type { Fold } from '@foldwise/data';

/** As many parts at most: every method is fitted on the rows outside of each pair of them. */
const mostParts = 10;
/** With fewer, a choice within a part is made on so few rows that methods which learn weights look worse than they are on all. */
const enoughParts = 5;
/** With fewer, there would be nothing left to choose a method by. */
const fewestParts = 3;

/**
 * The rows that some fold validates, cut into the parts that a nested estimate leaves out in turn: a part holds the rows of a fold, a row
 * that several validate being in that of the first. More than ten folds are dealt to ten parts. Of fewer than five, each is cut at random
 * into as many as make five parts or more, since no member has seen any of its rows; but only where rows stand for themselves, or where
 * there are fewer than three: rows of a group, or of a time, stay in one part.
 *
 * @param isByRow whether the folds were dealt row by row, see `Splitter`.
 * @example
 * nestingParts(kFolds, true, rng(0)).length; // as many as there are folds, if these are five to ten
 */
export function nestingParts(folds: readonly Fold[], isByRow: boolean, rng: Rng): readonly Uint32Array[] {
  const partOf = new Map<number, number>();
  for (const [fold, { validation }] of folds.entries()) {
    for (const row of validation) if (!partOf.has(row)) partOf.set(row, fold % mostParts);
  }
  const rows = [...partOf.keys()].toSorted((a, b) => a - b);
  const byFold = dealt(rows, (row) => partOf.get(row)!);
  if (byFold.length >= (isByRow ? enoughParts : fewestParts)) return byFold;
  const pieces = Math.ceil(enoughParts / byFold.length);
  return byFold.flatMap((part, fold) => cut(part, pieces, rng.split(`fold ${fold}`)));
}

/** Rows in so many pieces of equal size, at random. */
function cut(rows: Uint32Array, pieces: number, rng: Rng): readonly Uint32Array[] {
  const order = rng.permutation(rows.length);
  const placeOf = new Map([...rows].map((row, at) => [row, order[at]! % pieces]));
  return dealt([...rows], (row) => placeOf.get(row)!);
}

function dealt(rows: readonly number[], partOf: (row: number) => number): readonly Uint32Array[] {
  const parts: number[][] = [];
  for (const row of rows) (parts[partOf(row)] ??= []).push(row);
  return parts.filter((part) => part !== undefined).map((part) => Uint32Array.from(part));
}
