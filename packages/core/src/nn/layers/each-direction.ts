import { FoldwiseError } from '../../errors.ts';
import { showShape } from '../../tensor/shape.ts';

/** An option with a whole number of at least `least` for each of so many directions; one number means the same in all of them. */
export function eachDirection(
  where: string,
  option: string,
  value: number | readonly number[],
  directions: number,
  least = 1,
): readonly number[] {
  const all = typeof value === 'number' ? Array.from({ length: directions }, () => value) : value;
  if (Array.isArray(all) && all.length === directions) {
    if (all.every((n) => Number.isInteger(n) && n >= least)) return Object.freeze([...all]);
  }
  const several = directions === 1 ? '' : `, or ${directions} of them`;
  const got = Array.isArray(value) ? showShape(value) : String(value);
  throw new FoldwiseError(
    `expected ${option} to be a whole number of at least ${least}${several}, got ${got}`,
    { code: 'input', where },
  );
}

/** Padding as a word, or as a whole number for each direction. */
export function eachPadding(
  where: string,
  value: 'valid' | 'same' | number | readonly number[],
  directions: number,
): 'valid' | 'same' | readonly number[] {
  if (value === 'valid' || value === 'same') return value;
  if (typeof value !== 'string') return eachDirection(where, 'padding', value, directions, 0);
  throw new FoldwiseError(`expected padding to be 'valid', 'same' or numbers, got "${String(value)}"`, {
    code: 'input',
    where,
  });
}
