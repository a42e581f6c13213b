import type { Rng } from '@foldwise/core';
import type { Fold } from '@foldwise/data';

/** As many parts at most: every method is fitted on the rows outside of each pair of them. */
const mostParts = 10;
/** With fewer, there would be nothing left to choose a method by. */
const fewestParts = 3;
const randomParts = 5;

/**
 * The rows that some fold validates, cut into the parts that a nested estimate leaves out in turn: a part holds the rows of a fold, a row
 * that several validate being in that of the first. More than ten folds are dealt to ten parts. Where there are fewer than three (a
 * hold-out), the rows are cut into five parts at random: none of the members has seen any of them.
 *
 * @example
 * nestingParts(kFolds, rng(0)).length; // as many as there are folds
 */
export function nestingParts(folds: readonly Fold[], rng: Rng): readonly Uint32Array[] {
  const partOf = new Map<number, number>();
  for (const [fold, { validation }] of folds.entries()) {
    for (const row of validation) if (!partOf.has(row)) partOf.set(row, fold % mostParts);
  }
  const rows = [...partOf.keys()].toSorted((a, b) => a - b);
  const byFold = dealt(rows, (row) => partOf.get(row)!);
  if (byFold.length >= fewestParts) return byFold;
  const order = rng.permutation(rows.length);
  const placeOf = new Map(rows.map((row, at) => [row, order[at]! % randomParts]));
  return dealt(rows, (row) => placeOf.get(row)!);
}

function dealt(rows: readonly number[], partOf: (row: number) => number): readonly Uint32Array[] {
  const parts: number[][] = [];
  for (const row of rows) (parts[partOf(row)] ??= []).push(row);
  return parts.filter((part) => part !== undefined).map((part) => Uint32Array.from(part));
}
