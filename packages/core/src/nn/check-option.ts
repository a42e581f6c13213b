import { FoldwiseError } from '../errors.ts';

/** An integer of at least `least`, or an error that names the maker and the option. */
export function checkCount(where: string, option: string, value: number, least = 1): number {
  if (!Number.isInteger(value) || value < least) {
    throw new FoldwiseError(
      `expected ${option} to be an integer of at least ${least}, got ${String(value)}`,
      {
        code: 'input',
        where,
        hint: `pass for example ${option}: ${Math.max(least, 16)}`,
      },
    );
  }
  return value;
}

/** A number that passes `holds`, or an error that says what was `wanted`. */
export function checkNumber(
  where: string,
  option: string,
  value: number,
  wanted = 'a finite number',
  holds: (value: number) => boolean = () => true,
): number {
  if (!Number.isFinite(value) || !holds(value)) {
    throw new FoldwiseError(`expected ${option} to be ${wanted}, got ${String(value)}`, {
      code: 'input',
      where,
    });
  }
  return value;
}
