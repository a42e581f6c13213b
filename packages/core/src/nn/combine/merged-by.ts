import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Described } from '../../spec.ts';
import type { Layer } from '../layer.ts';
import { merging } from './merging.ts';
import { sameShapes } from './same-shapes.ts';
import type { WeightsOfAll } from './weights-of-all.ts';

/** A function of several values of one shape, number by number, written in ops, with the spec a run records it under. */
export interface MergeFunction extends Described {
  apply(outputs: readonly Value[]): Value;
}

/**
 * The same input to every layer, their outputs merged number by number by a function of your own: x → m(f₁(x), …, fₙ(x)).
 *
 * All outputs have one shape, which the merged one has too. For sums, products and maxima there are {@link sumOf}, {@link productOf}
 * and {@link maximumOf}.
 *
 * @throws FoldwiseError `input` where the first argument is no such function.
 * @example
 * const mostlyFirst = mergedBy(
 *   { spec: { kind: 'mostlyFirst' }, apply: ([a, b]) => ops.add(ops.multiply(a!, 0.9), ops.multiply(b!, 0.1)) },
 *   dense({ units: 4 }),
 *   dense({ units: 4 }),
 * );
 */
export function mergedBy<const L extends readonly Layer[]>(
  merge: MergeFunction,
  ...layers: L
): Layer<WeightsOfAll<L>> {
  if (typeof merge?.apply !== 'function' || typeof merge.spec?.kind !== 'string' || 'init' in merge) {
    throw new FoldwiseError('expected an object with a spec and a function apply before the layers', {
      code: 'input',
      where: 'mergedBy',
      hint: "pass { spec: { kind: 'mine' }, apply: (outputs) => … } first",
    });
  }
  return merging({ kind: 'mergedBy', merge: Object.freeze({ ...merge.spec }) }, layers, {
    shape: sameShapes,
    apply: (outputs) => merge.apply(outputs),
  });
}
