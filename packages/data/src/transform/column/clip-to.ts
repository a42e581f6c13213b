import { FoldwiseError } from '@foldwise/core/base';
import type { ColumnTransformer } from '../transformer.ts';
import { numberStep } from './number-step.ts';

/**
 * Moves cells outside two known bounds onto them: what a sensor or a form cannot say.
 *
 * `clipOutliers` finds bounds in the training rows. Nothing is learned. Missing cells stay missing.
 *
 * @example
 * onColumns(named('Age'), clipTo(0, 100));
 */
export function clipTo(least: number, largest: number): ColumnTransformer {
  if (!(Number.isFinite(least) && Number.isFinite(largest) && least < largest)) {
    throw new FoldwiseError(`expected finite bounds, the lower one first, got ${least} and ${largest}`, {
      code: 'input',
      where: 'clipTo',
      hint: 'pass them in order: clipTo(0, 100)',
    });
  }
  return numberStep(
    { kind: 'clipTo', least, largest },
    () => (value) => Math.min(largest, Math.max(least, value)),
  );
}
