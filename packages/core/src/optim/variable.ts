import { checkHyper } from './check-hyper.ts';
import type { Schedule } from './rule.ts';

/** A schedule that is whatever was set last. */
export interface Variable extends Schedule {
  readonly value: number;
  readonly start: number;
  /** Takes effect with the next step. */
  set(value: number): void;
}

/**
 * A hyper-parameter that is changed while a training runs, by what is seen of it: a learning rate that is halved where the score no
 * longer improves. It goes wherever a schedule goes; `adjustVariable` changes it after an epoch.
 *
 * @example
 * const learningRate = variable(0.03);
 * learningRate.set(learningRate.value / 2);
 */
export function variable(start: number): Variable {
  let value = checkHyper('variable', 'the start', start);
  return Object.freeze({
    spec: Object.freeze({ kind: 'variable', start }),
    start,
    get value(): number {
      return value;
    },
    set(next: number): void {
      value = checkHyper('variable.set', 'the value', next);
    },
    at: () => value,
  });
}
