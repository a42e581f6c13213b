import { FoldwiseError } from '@foldwise/core';
import type { Fold } from '@foldwise/data';

function faultOfRows(rows: Uint32Array, length: number): string | undefined {
  for (let i = 0; i < rows.length; i++) {
    if (rows[i]! >= length) return `row number ${rows[i]}`;
    if (i > 0 && rows[i]! <= rows[i - 1]!) return `row ${rows[i]} after row ${rows[i - 1]}`;
  }
  return undefined;
}

function faultOf(fold: Fold, length: number): string | undefined {
  if (fold.train.length === 0) return 'no training row';
  if (fold.validation.length === 0) return 'no validation row';
  const disorder = faultOfRows(fold.train, length) ?? faultOfRows(fold.validation, length);
  if (disorder !== undefined) return disorder;
  const trained = new Set(fold.train);
  const both = fold.validation.find((row) => trained.has(row));
  return both === undefined ? undefined : `row ${both} in both`;
}

/**
 * Throws unless each fold has training and validation rows, ascending, in range, and none in both.
 *
 * @throws FoldwiseError (`data`) that names the splitter, the fold and the row.
 */
export function checkFolds(folds: readonly Fold[], rows: number, splitter: string): void {
  if (folds.length === 0) {
    throw new FoldwiseError('expected at least 1 fold, got none', { code: 'data', where: splitter });
  }
  for (const [number, fold] of folds.entries()) {
    const fault = faultOf(fold, rows);
    if (fault === undefined) continue;
    throw new FoldwiseError(
      `expected training and validation rows that are apart, ascending and below ${rows} in fold ${number}, got ${fault}`,
      { code: 'data', where: splitter, hint: 'use fewer folds, or mend the splitter if it is your own' },
    );
  }
}
