import { FoldwiseError } from '../errors.ts';
import { randomKey } from '../random/random-key.ts';
import { scalar } from '../tensor/make.ts';
import type { Context } from './layer.ts';

/**
 * The moment of a prediction: not in training, no step of a run, nothing observed.
 *
 * A number asked for is that number; a schedule has no value here, since there is no step.
 *
 * @throws FoldwiseError `input` from `at` where a layer asks for the value of a schedule.
 * @example
 * const outputs = network.apply(weights, features, evaluation);
 */
export const evaluation: Context = Object.freeze({
  training: false,
  random: randomKey(0),
  at(value) {
    if (typeof value === 'number') return scalar(value);
    throw new FoldwiseError(`expected a number, got the schedule "${value.spec.kind}": there is no step`, {
      code: 'input',
      where: 'evaluation',
      hint: 'ask for schedules only where context.training',
    });
  },
  observe() {},
} satisfies Context);
