import type { Spec } from '../spec.ts';
import { chain } from './chain.ts';
import { checkRate, specOfRate } from './check-hyper.ts';
import type { Optimizer, Rule, Schedule } from './rule.ts';
import { accumulateMomentum } from './rules/accumulate-momentum.ts';
import { accumulateNesterov } from './rules/accumulate-nesterov.ts';
import { addDecayedWeights } from './rules/add-decayed-weights.ts';
import type { DecayOptions } from './rules/add-decayed-weights.ts';
import { scaleByAdagrad } from './rules/scale-by-adagrad.ts';
import { scaleByAdam } from './rules/scale-by-adam.ts';
import type { AdamMoments } from './rules/scale-by-adam.ts';
import { scaleByLearningRate } from './rules/scale-by-learning-rate.ts';
import { scaleByRms } from './rules/scale-by-rms.ts';
import type { RmsOptions } from './rules/scale-by-rms.ts';

/** What every optimiser takes. */
export interface LearningRateOptions {
  /** η, the length of a step: a number, or a schedule over the run. */
  readonly learningRate?: Schedule | number;
}

/** What optimisers with momentum take. */
export interface MomentumOptions extends LearningRateOptions {
  /** μ, how much of the last step is kept; 0.9. */
  readonly momentum?: number;
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

/** Gives a chain a name and its options as spec. */
function optimizer(
  kind: string,
  rate: Schedule | number,
  options: Omit<Spec, 'kind'>,
  rules: Rule,
): Optimizer {
  checkRate(kind, 'learningRate', rate);
  return Object.freeze({
    ...rules,
    spec: Object.freeze({ kind, learningRate: specOfRate(rate), ...options }),
  });
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
  return optimizer('momentum', learningRate, { momentum: mu }, rules);
}

/**
 * Nesterov's accelerated gradient (1983; Sutskever et al. 2013): v ← μ·v + g; w ← w − η·(μ·v + g). Defaults as {@link momentum}.
 *
 * @example
 * nesterov({ learningRate: 0.01, momentum: 0.9 });
 */
export function nesterov({ learningRate = 0.01, momentum: mu = 0.9 }: MomentumOptions = {}): Optimizer {
  const rules = chain(accumulateNesterov({ momentum: mu }), scaleByLearningRate(learningRate));
  return optimizer('nesterov', learningRate, { momentum: mu }, rules);
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
