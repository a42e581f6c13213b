import { FoldwiseError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import { checkData } from './check-data.ts';
import type { Pass, TrainingData } from '../executor/executor.ts';

/** Makes of the data what an epoch learns from, with random numbers of the epoch's own. */
export type Augment = (data: TrainingData, rng: Rng) => TrainingData;

/**
 * A pass over what is made of its data.
 *
 * @throws FoldwiseError `data` where that is of another shape, or cannot be learned from.
 */
export function augmented(
  pass: Pass,
  augment: Augment | undefined,
  rng: Rng,
  chosen: Uint32Array | undefined,
): Pass {
  if (augment === undefined) return pass;
  const data = augment(pass.data, rng);
  const [wanted, got] = [pass.data.features.shape, data.features.shape];
  if (!sameShape(wanted, got)) {
    throw new FoldwiseError(`expected features of shape ${showShape(wanted)}, got ${showShape(got)}`, {
      code: 'data',
      where: 'augment',
      hint: 'return a row for each row that it is handed',
    });
  }
  checkData(data, chosen);
  return { ...pass, data };
}
