import type { Value } from '../../autodiff/primitive.ts';
import { add, max, maximum, multiply, subtract, sum } from '../../autodiff/ops/index.ts';
import { didYouMean, FoldwiseError } from '../../errors.ts';
import { checkOptions } from '../../check-option.ts';
import { type HingeOptions, marginOf } from './hinge.ts';
import type { Loss } from './loss.ts';
import { meanOverRows } from './mean-over-rows.ts';
import { probabilityRows } from './probability-rows.ts';

/** Which of the wrong classes count that come too near. */
export type WrongClasses = 'worst' | 'all';

/** How far the right class must be ahead, and of which others. */
export interface MulticlassHingeOptions extends HingeOptions {
  /**
   * `worst`, the default: the wrong class that is furthest ahead (Crammer & Singer 2001), as in Lasagne. `all`: the sum over all of
   * them (Weston & Watkins 1999), as in torch, which divides it by the number of classes.
   */
  readonly over?: WrongClasses;
}

/**
 * The hinge loss of one class among several: with y the class of a row, the largest, over the classes k that are not y, of
 * max(0, δ + zₖ − z_y), or the sum of these.
 *
 * The target is `[batch]` class indices, or `[batch, classes]` rows with a single 1.
 *
 * @example
 * const loss = multiclassHinge().apply(tensor([[2, 1.5, 0]]), tensor([0])); // 0.5
 */
export function multiclassHinge(options: MulticlassHingeOptions = {}): Loss {
  const kind = 'multiclassHinge';
  const { over = 'worst', ...margin } = checkOptions(kind, options, ['delta', 'over']);
  const delta = marginOf(kind, margin.delta);
  checkOver(over);
  return Object.freeze({
    spec: Object.freeze({ kind, delta, over }),
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth = probabilityRows(kind, prediction, target, 'hinge');
      const right = sum(multiply(truth, prediction), { axes: 1, keepDims: true });
      // 0 for the right class itself, so that no loss is below it.
      const behind = subtract(add(prediction, multiply(subtract(1, truth), delta)), right);
      const loss = over === 'worst' ? max(behind, { axes: 1 }) : sum(maximum(behind, 0), { axes: 1 });
      return meanOverRows(kind, loss, rowWeights);
    },
  });
}

function checkOver(over: WrongClasses): void {
  if (over === 'worst' || over === 'all') return;
  throw new FoldwiseError(`expected over to be worst or all, got "${String(over)}"`, {
    code: 'input',
    where: 'multiclassHinge',
    hint: didYouMean(String(over), ['worst', 'all']),
  });
}
