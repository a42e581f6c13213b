import type { Rng } from '../random/rng.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/tensor.ts';
import { type CaseInput, isTensor } from './case-input.ts';

/** Lengths around those of vectors and tiles: 1, primes, and none of them a multiple of sixteen. */
const LENGTHS = [1, 2, 3, 5, 7, 9, 13, 17, 23, 31, 33];
/** More numbers than this in an input would only take long. */
const MOST = 4000;

/**
 * The inputs of a case with other lengths, where equal ones stay equal, and 1 and those of given tensors stay as they are; undefined
 * where they came out too large. Whether an op takes them is for the op to say.
 */
export function withOtherLengths(
  inputs: readonly CaseInput[],
  random: Rng,
): readonly CaseInput[] | undefined {
  const lengths = new Map(inputs.flatMap((input) => (isTensor(input) ? input.shape : [])).map((n) => [n, n]));
  const exchanged = (shape: Shape): Shape =>
    shape.map((n) => {
      const other = n < 2 ? n : (lengths.get(n) ?? LENGTHS[random.below(LENGTHS.length)]!);
      lengths.set(n, other);
      return other;
    });
  const others = inputs.map((input): CaseInput => {
    if (isTensor(input)) return input;
    return 'draw' in input ? { ...input, draw: exchanged(input.draw) } : exchanged(input);
  });
  const isSmall = (input: CaseInput): boolean =>
    isTensor(input) || sizeOf('draw' in input ? input.draw : input) <= MOST;
  return others.every(isSmall) ? others : undefined;
}
