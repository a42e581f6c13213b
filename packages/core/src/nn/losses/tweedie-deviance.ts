import type { Value } from '../../autodiff/primitive.ts';
import { add, divide, exp, mean, multiply, power, subtract } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import { checkOptions } from '../../check-option.ts';
import { likePrediction } from './like-prediction.ts';
import type { Loss } from './loss.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkTargets } from './check-targets.ts';
import { meanOverRows } from './mean-over-rows.ts';

/** Between which two distributions a Tweedie distribution lies. */
export interface TweedieDevianceOptions {
  /** p, how the variance grows with the mean, μᵖ: between 1, where it is Poisson's, and 2, where it is gamma's; 1.5 by default, as in XGBoost. */
  readonly power?: number;
}

/**
 * For amounts that are often exactly 0 and otherwise positive (claims of a year, rain of a day): with z the prediction, the logarithm
 * of the mean μ = eᶻ, and t at least 0, a row's loss is the mean over its outputs of
 * 2·(t²⁻ᵖ/((1 − p)(2 − p)) − t·μ¹⁻ᵖ/(1 − p) + μ²⁻ᵖ/(2 − p)), which is 0 where μ = t.
 *
 * As scikit-learn's `mean_tweedie_deviance` of eᶻ. Jørgensen 1987, "Exponential Dispersion Models".
 *
 * @example
 * const loss = tweedieDeviance({ power: 1.5 }).apply(tensor([[0]]), tensor([0])); // 4
 */
export function tweedieDeviance(options: TweedieDevianceOptions = {}): Loss {
  const kind = 'tweedieDeviance';
  const p = checkPower(kind, checkOptions(kind, options, ['power']).power ?? 1.5);
  return Object.freeze({
    spec: Object.freeze({ kind, power: p }),
    checkTarget(target: Tensor): void {
      checkTargets(
        kind,
        target,
        'targets of at least 0',
        (number) => number >= 0,
        'for numbers below 0 take squaredError() or huber()',
      );
    },
    apply(prediction: Value, target: Value, rowWeights?: Value): Value {
      const truth = likePrediction(kind, prediction, target);
      const own = divide(power(truth, 2 - p), (1 - p) * (2 - p));
      const cross = divide(multiply(truth, exp(multiply(prediction, 1 - p))), 1 - p);
      const spread = divide(exp(multiply(prediction, 2 - p)), 2 - p);
      const half = add(subtract(own, cross), spread);
      return meanOverRows(kind, mean(multiply(half, 2), { axes: 1 }), rowWeights);
    },
  });
}

function checkPower(loss: string, value: number): number {
  if (value > 1 && value < 2) return value;
  throw new FoldwiseError(`expected power to be a number between 1 and 2, got ${String(value)}`, {
    code: 'input',
    where: loss,
    hint: 'for 1 use poissonDeviance(), for 2 gammaDeviance()',
  });
}
