import { chain } from './chain.ts';
import { specOfRate } from './check-hyper.ts';
import { type LearningRateOptions, optimizer } from './optimizer.ts';
import type { Optimizer, Schedule } from './rule.ts';
import { accumulateMomentum } from './rules/accumulate-momentum.ts';
import { accumulateNesterov } from './rules/accumulate-nesterov.ts';
import { addDecayedWeights } from './rules/add-decayed-weights.ts';
import type { DecayOptions } from './rules/add-decayed-weights.ts';
import { scaleByAdagrad } from './rules/scale-by-adagrad.ts';
import { type AdadeltaMoments, scaleByAdadelta } from './rules/scale-by-adadelta.ts';
import { scaleByAdam } from './rules/scale-by-adam.ts';
import type { AdamMoments } from './rules/scale-by-adam.ts';
import { scaleByLearningRate } from './rules/scale-by-learning-rate.ts';
import { type LionMoments, scaleByLion } from './rules/scale-by-lion.ts';
import { scaleByRms } from './rules/scale-by-rms.ts';
import type { RmsOptions } from './rules/scale-by-rms.ts';

/** What optimisers with momentum take. */
export interface MomentumOptions extends LearningRateOptions {
  /** μ, how much of the last step is kept: a number or a schedule of numbers from 0 to below 1; 0.9. */
  readonly momentum?: Schedule | number;
}

/** What Adagrad takes. */
export interface AdagradOptions extends LearningRateOptions {
  /** ε inside the root; 10⁻⁶ as in Lasagne. */
  readonly epsilon?: number;
}

/** What RMSprop takes. */
export interface RmsPropOptions extends LearningRateOptions, RmsOptions {}

/** What Adam takes. */
export interface AdamOptions extends LearningRateOptions, AdamMoments {}

/** What AdamW takes. */
export interface AdamWOptions extends AdamOptions {
  /** λ, how much of a weight is taken off at each step, times the learning rate; 0.01 as in torch. */
  readonly weightDecay?: Schedule | number;
  /** Which weights decay; `all` as in the paper, or `matrices` to spare biases and scales. */
  readonly decayOf?: NonNullable<DecayOptions['of']>;
}

/** What Adadelta takes. */
export interface AdadeltaOptions extends LearningRateOptions, AdadeltaMoments {}

/** What Lion takes. */
export interface LionOptions extends LearningRateOptions, LionMoments {
  /** λ, how much of a weight is taken off at each step, times the learning rate; 10⁻³ as in optax. */
  readonly weightDecay?: Schedule | number;
}

/**
 * Stochastic gradient descent: w ← w − η·g. The default η = 0.01 is Keras'.
 *
 * @example
 * sgd({ learningRate: stepDecay({ start: 0.1, factor: 0.1, at: [0.5, 0.75] }) });
 */
export function sgd({ learningRate = 0.01 }: LearningRateOptions = {}): Optimizer {
  return optimizer('sgd', learningRate, {}, chain(scaleByLearningRate(learningRate)));
}

/**
 * Gradient descent with a velocity (Polyak 1964): v ← μ·v + g; w ← w − η·v. The default η = 0.01 is Keras', μ = 0.9 Lasagne's.
 *
 * @example
 * momentum({ learningRate: 0.05, momentum: 0.9 });
 */
export function momentum({ learningRate = 0.01, momentum: mu = 0.9 }: MomentumOptions = {}): Optimizer {
  const rules = chain(accumulateMomentum({ momentum: mu }), scaleByLearningRate(learningRate));
  return optimizer('momentum', learningRate, { momentum: specOfRate(mu) }, rules);
}

/**
 * Nesterov's accelerated gradient (1983; Sutskever et al. 2013): v ← μ·v + g; w ← w − η·(μ·v + g). Defaults as {@link momentum}.
 *
 * @example
 * nesterov({ learningRate: 0.01, momentum: 0.9 });
 */
export function nesterov({ learningRate = 0.01, momentum: mu = 0.9 }: MomentumOptions = {}): Optimizer {
  const rules = chain(accumulateNesterov({ momentum: mu }), scaleByLearningRate(learningRate));
  return optimizer('nesterov', learningRate, { momentum: specOfRate(mu) }, rules);
}

/**
 * Adagrad (Duchi et al. 2011): s ← s + g²; w ← w − η·g / √(s + ε). The default η = 0.01 is torch's, ε = 10⁻⁶ Lasagne's.
 *
 * @example
 * adagrad({ learningRate: 0.1 });
 */
export function adagrad({ learningRate = 0.01, epsilon = 1e-6 }: AdagradOptions = {}): Optimizer {
  const rules = chain(scaleByAdagrad({ epsilon }), scaleByLearningRate(learningRate));
  return optimizer('adagrad', learningRate, { epsilon }, rules);
}

/**
 * RMSprop (Hinton 2012, lecture 6e): s ← ρ·s + (1 − ρ)·g²; w ← w − η·g / √(s + ε).
 *
 * The defaults η = 0.001 and ρ = 0.9 are the lecture's, ε = 10⁻⁶ is Lasagne's.
 *
 * @example
 * rmsProp({ learningRate: 1e-3, decay: 0.9 });
 */
export function rmsProp({
  learningRate = 1e-3,
  decay = 0.9,
  epsilon = 1e-6,
}: RmsPropOptions = {}): Optimizer {
  const rules = chain(scaleByRms({ decay, epsilon }), scaleByLearningRate(learningRate));
  return optimizer('rmsProp', learningRate, { decay, epsilon }, rules);
}

/**
 * Adam (Kingma & Ba 2015): w ← w − η·m̂ / (√v̂ + ε), see {@link scaleByAdam}. All defaults are the paper's.
 *
 * @example
 * adam({ learningRate: oneCycle({ peak: 3e-3 }) });
 */
export function adam(options: AdamOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const rules = chain(scaleByAdam({ beta1, beta2, epsilon }), scaleByLearningRate(learningRate));
  return optimizer('adam', learningRate, { beta1, beta2, epsilon }, rules);
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019): w ← w − η·(m̂ / (√v̂ + ε) + λ·w).
 *
 * The default λ = 0.01 is torch's, the others are Adam's.
 *
 * @example
 * adamW({ learningRate: 2e-3, weightDecay: 3e-4, decayOf: 'matrices' });
 */
export function adamW(options: AdamWOptions = {}): Optimizer {
  const { learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const { weightDecay = 0.01, decayOf = 'all' } = options;
  const moments = { beta1, beta2, epsilon };
  const decay = addDecayedWeights(weightDecay, { of: decayOf });
  const rules = chain(scaleByAdam(moments), decay, scaleByLearningRate(learningRate));
  return optimizer(
    'adamW',
    learningRate,
    { ...moments, weightDecay: specOfRate(weightDecay), decayOf },
    rules,
  );
}

/**
 * Adadelta (Zeiler 2012): w ← w − η·g·√(d + ε) / √(s + ε), see {@link scaleByAdadelta}. The default η = 1 and the others are the
 * paper's.
 *
 * @example
 * adadelta();
 */
export function adadelta({
  learningRate = 1,
  decay = 0.95,
  epsilon = 1e-6,
}: AdadeltaOptions = {}): Optimizer {
  const rules = chain(scaleByAdadelta({ decay, epsilon }), scaleByLearningRate(learningRate));
  return optimizer('adadelta', learningRate, { decay, epsilon }, rules);
}

/**
 * Lion (Chen et al. 2023): w ← w − η·(sign(β₁·m + (1 − β₁)·g) + λ·w), see {@link scaleByLion}.
 *
 * The default η = 10⁻⁴ is that of the authors' code; the paper takes a rate 3 to 10 times smaller than AdamW's and a λ that many times
 * larger.
 *
 * @example
 * lion({ learningRate: 1e-4, weightDecay: 0.1 });
 */
export function lion({
  learningRate = 1e-4,
  weightDecay = 1e-3,
  beta1 = 0.9,
  beta2 = 0.99,
}: LionOptions = {}): Optimizer {
  const decay = addDecayedWeights(weightDecay);
  const rules = chain(scaleByLion({ beta1, beta2 }), decay, scaleByLearningRate(learningRate));
  return optimizer('lion', learningRate, { beta1, beta2, weightDecay: specOfRate(weightDecay) }, rules);
}
