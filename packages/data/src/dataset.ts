import type { Tensor } from '@foldwise/core/base';

/** What a model sees: a matrix of numbers without missing cells, and for training rows the target. */
export interface Dataset {
  /** `[rows, features]`. */
  readonly features: Tensor;
  readonly featureNames: readonly string[];
  /** Per feature: how many codes there are where it holds codes of an `ordinal()` column, 0 where it is a plain number. */
  readonly cardinalities?: readonly number[];
  /** `[rows]`: a number, 0/1, or a class index; `[rows, targets]` where several numbers are predicted. */
  readonly target?: Tensor;
  /** `[rows]`: how much each row counts in training; all the same where it is absent. */
  readonly rowWeights?: Tensor;
}
