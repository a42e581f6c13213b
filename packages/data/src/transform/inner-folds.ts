import { rng } from '@foldwise/core/base';
import { blockOf } from '../split/block-of.ts';
import { rowsByStratum } from '../split/by-stratum.ts';
import { foldsFrom } from '../split/folds-from.ts';
import type { Fold } from '../split/splitter.ts';
import type { Strata } from '../split/strata.ts';
import type { NumberArray, NumberColumn } from '../table/column.ts';
import { checkFlag, checkNumber, checkWhole } from './check-option.ts';

export interface InnerFoldOptions {
  /** Inner folds that training rows are encoded by, at least 2; default 5. Never more than there are rows. */
  readonly folds?: number;
  /** Default true; false takes blocks of rows as they stand in the file. */
  readonly shuffle?: boolean;
  /** What the folds are drawn by; default 0. */
  readonly seed?: number;
}

/** The options with their defaults, checked. */
export function checkInnerFolds(where: string, options: InnerFoldOptions): Required<InnerFoldOptions> {
  const { folds = 5, shuffle = true, seed = 0 } = options;
  checkWhole(where, 'folds', folds, 2);
  checkFlag(where, 'shuffle', shuffle);
  checkNumber(where, 'seed', seed);
  return { folds, shuffle, seed };
}

/** The folds that training rows are encoded by, of equal class shares where there are classes. */
export function innerFolds(
  rows: number,
  { folds, shuffle, seed }: Required<InnerFoldOptions>,
  strata: Strata = { of: new Uint32Array(rows), count: 1 },
): readonly Fold[] {
  const count = Math.max(1, Math.min(folds, rows));
  const order = rowsByStratum(strata, shuffle ? rng(seed).split('inner folds') : undefined);
  const foldOf = new Int32Array(rows);
  // Rows of one class are dealt like cards; without classes and unshuffled they stay in blocks.
  const dealt = shuffle || strata.count > 1;
  for (let i = 0; i < rows; i++) foldOf[order[i]!] = dealt ? i % count : blockOf(i, rows, count);
  return foldsFrom(foldOf, count);
}

/** Columns whose rows of each fold come of an encoding that was learned from the other folds. */
export function encodedByFolds(
  rows: number,
  folds: readonly Fold[],
  encode: (fold: Fold) => readonly NumberColumn[],
): readonly NumberColumn[] {
  const whole: NumberColumn[] = [];
  for (const fold of folds) {
    encode(fold).forEach(({ name, values }, i) => {
      whole[i] ??= { kind: 'number', name, length: rows, values: new Float64Array(rows) };
      scatter(values, fold.validation, whole[i].values);
    });
  }
  return whole;
}

function scatter(values: NumberArray, rows: Uint32Array, to: NumberArray): void {
  for (let place = 0; place < rows.length; place++) to[rows[place]!] = values[place]!;
}
