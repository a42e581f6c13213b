import type { Schedule } from '../optim/rule.ts';
import { randomKey } from '../random/random-key.ts';
import { scalar } from '../tensor/make.ts';
import type { Moment } from './differentiate.ts';
import type { Pass } from './executor.ts';

/** The moment of a batch of a pass, in numbers. */
export function momentOf({ firstStep, seeds }: Pass, batch: number, totalSteps: number): Moment {
  const at = (schedule: Schedule | number) =>
    scalar(typeof schedule === 'number' ? schedule : schedule.at(firstStep + batch, totalSteps));
  return { clock: { at }, random: randomKey(seeds[batch]!) };
}
