import type { Value } from '../../autodiff/primitive.ts';
import type { Clock } from '../../optim/rule.ts';
import type { Described } from '../../spec.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/**
 * How far predictions are from the truth: the mean over the rows of a batch (weighted where row weights are given), a scalar.
 *
 * `prediction` is `[batch, outputs]`, raw (before sigmoid or softmax). `target` is `[batch]` (a number, 0/1, or a class index) or
 * `[batch, outputs]`. `rowWeights` is `[batch]`; the mean is Σ wᵢ lossᵢ / Σ wᵢ, and 0 where all weights are 0.
 * `clock` tells the values of schedules; whoever trains hands it in, and a loss without schedules does not need it.
 */
export interface Loss extends Described {
  apply(prediction: Value, target: Value, rowWeights?: Value, clock?: Clock): Value;
  /** Throws where a target holds numbers that the loss has no meaning for; asked once, before a training. */
  checkTarget?(target: Tensor): void;
}
