import type { Spec } from '../spec.ts';
import { checkRate, specOfRate } from './check-hyper.ts';
import type { Optimizer, Rule, Schedule } from './rule.ts';

/** What every optimiser takes. */
export interface LearningRateOptions {
  /** η, the length of a step: a number, or a schedule over the run. */
  readonly learningRate?: Schedule | number;
}

/** Gives a chain a name and its options as spec. */
export function optimizer(
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
