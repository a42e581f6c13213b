import type { Fold } from './splitter.ts';

/** A fold of the rows that are validated and those that are trained on; a row may be neither. */
export function foldBy(
  rows: number,
  isValidation: (row: number) => boolean,
  isTraining: (row: number) => boolean,
): Fold {
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  return Object.freeze({ train: all.filter(isTraining), validation: all.filter(isValidation) });
}
