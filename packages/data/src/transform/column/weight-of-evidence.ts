import { FoldwiseError, log } from '@foldwise/core/base';
import { sumsByGroup } from '../../statistics/sums-by-group.ts';
import type { RowGroups } from '../../statistics/sums-by-group.ts';
import { checkNumber } from '../check-option.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import type { LabelPart } from '../labels.ts';
import type { ColumnTransformer } from '../transformer.ts';
import { crossFitted } from './cross-fitted.ts';
import type { LevelEncoding } from './cross-fitted.ts';

export interface WeightOfEvidenceOptions extends InnerFoldOptions {
  /** Rows of each class that every level is given beside its own, above 0; default ½. */
  readonly smoothing?: number;
}

/**
 * Replaces a level by how much it speaks for the second of two classes, as a difference of logarithms; 0 says nothing.
 *
 * `log((n⁺ + s) / (N⁺ + 2s)) − log((n⁻ + s) / (N⁻ + 2s))`, with n of the level and N of all training rows (category_encoders'
 * `WOEEncoder`, whose s is 1). The target has two classes, or is 0 and 1. Training rows are encoded by inner folds, as by
 * `targetEncode`. A missing cell is a level of its own; a level that no training row had is 0.
 *
 * @throws FoldwiseError `data` where the target is missing or of more than two classes.
 * @example
 * onColumns(categorical(), weightOfEvidence());
 */
export function weightOfEvidence(options: WeightOfEvidenceOptions = {}): ColumnTransformer {
  const { smoothing = 0.5 } = options;
  checkNumber(kind, 'smoothing', smoothing, 'a finite number above 0', (value) => value > 0);
  return crossFitted({ kind, smoothing }, checkInnerFolds(kind, options), (levels, labels, rows) =>
    learn(levels, labels, rows, smoothing),
  );
}

const kind = 'weightOfEvidence';

function learn(
  levels: RowGroups,
  labels: readonly LabelPart[],
  rows: Uint32Array | undefined,
  smoothing: number,
): readonly LevelEncoding[] {
  const { sums, counts } = sumsByGroup(twoClasses(labels), levels, rows);
  const positives = sums.reduce((a, b) => a + b, 0);
  const negatives = counts.reduce((a, b) => a + b, 0) - positives;
  const odds = (positive: number, negative: number): number =>
    log((positive + smoothing) / (positives + 2 * smoothing)) -
    log((negative + smoothing) / (negatives + 2 * smoothing));
  const byCode = Array.from(counts, (count, code) =>
    count === 0 ? Number.NaN : odds(sums[code]!, count - sums[code]!),
  );
  return [{ ending: '', byCode, otherwise: 0 }];
}

function twoClasses(labels: readonly LabelPart[]): Float64Array {
  const [part, ...more] = labels;
  if (part && more.length === 0 && part.values.every((value) => value === 0 || value === 1))
    return part.values;
  throw new FoldwiseError('expected a target of two classes, or of 0 and 1, got more', {
    code: 'data',
    where: kind,
    hint: 'use targetEncode(), which takes any',
  });
}
