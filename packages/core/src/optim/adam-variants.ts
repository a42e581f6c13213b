import { chain } from './chain.ts';
import { type LearningRateOptions, optimizer } from './optimizer.ts';
import type { AdamOptions } from './optimizers.ts';
import type { Optimizer } from './rule.ts';
import { scaleByAdamax } from './rules/scale-by-adamax.ts';
import { scaleByAmsGrad } from './rules/scale-by-ams-grad.ts';
import { scaleByLearningRate } from './rules/scale-by-learning-rate.ts';
import { type NAdamMoments, scaleByNAdam } from './rules/scale-by-n-adam.ts';
import { scaleByRAdam } from './rules/scale-by-r-adam.ts';

/** What NAdam takes. */
export interface NAdamOptions extends LearningRateOptions, NAdamMoments {}

/**
 * Adamax (Kingma & Ba 2015, section 7.1): w ← w − η·m̂ / r, see {@link scaleByAdamax}. The default η = 0.002 and the others are the
 * paper's.
 *
 * @example
 * adamax({ learningRate: 2e-3 });
 */
export function adamax(options: AdamOptions = {}): Optimizer {
  const { learningRate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const rules = chain(scaleByAdamax({ beta1, beta2, epsilon }), scaleByLearningRate(learningRate));
  return optimizer('adamax', learningRate, { beta1, beta2, epsilon }, rules);
}

/**
 * AMSGrad (Reddi, Kale & Kumar 2018): w ← w − η·m̂ / (√ĝ + ε), see {@link scaleByAmsGrad}. Defaults as Adam's.
 *
 * @example
 * amsGrad({ learningRate: 1e-3 });
 */
export function amsGrad(options: AdamOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const rules = chain(scaleByAmsGrad({ beta1, beta2, epsilon }), scaleByLearningRate(learningRate));
  return optimizer('amsGrad', learningRate, { beta1, beta2, epsilon }, rules);
}

/**
 * NAdam (Dozat 2016): Adam with Nesterov's momentum, see {@link scaleByNAdam}. The default η = 0.002 and the others are the paper's
 * and torch's.
 *
 * @example
 * nAdam({ learningRate: 2e-3 });
 */
export function nAdam(options: NAdamOptions = {}): Optimizer {
  const { learningRate = 2e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentumDecay = 4e-3 } = options;
  const moments = { beta1, beta2, epsilon, momentumDecay };
  const rules = chain(scaleByNAdam(moments), scaleByLearningRate(learningRate));
  return optimizer('nAdam', learningRate, moments, rules);
}

/**
 * RAdam (Liu et al. 2020): Adam with a warm-up of its own, see {@link scaleByRAdam}. Defaults as Adam's.
 *
 * @example
 * rAdam({ learningRate: 1e-3 });
 */
export function rAdam(options: AdamOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const rules = chain(scaleByRAdam({ beta1, beta2, epsilon }), scaleByLearningRate(learningRate));
  return optimizer('rAdam', learningRate, { beta1, beta2, epsilon }, rules);
}
