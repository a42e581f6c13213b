import { FoldwiseError } from '../errors.ts';
import type { Json } from '../spec.ts';
import type { Schedule } from './rule.ts';

function isFine(value: number, least: number, below: number): boolean {
  return Number.isFinite(value) && value >= least && value < below;
}

/**
 * A hyper-parameter that is a number, checked.
 *
 * @throws FoldwiseError `input` where it is not in [least, below).
 */
export function checkHyper(
  where: string,
  name: string,
  value: number,
  least = 0,
  below: number = Infinity,
): number {
  if (isFine(value, least, below)) return value;
  const range =
    below === Infinity ? `a number of at least ${least}` : `a number from ${least} to below ${below}`;
  throw new FoldwiseError(`expected ${name} to be ${range}, got ${String(value)}`, { code: 'input', where });
}

/** A hyper-parameter that is a number or a schedule: the number checked, the schedule (which checked itself) as it is. */
export function checkRate(where: string, name: string, value: Schedule | number): Schedule | number {
  return typeof value === 'number' ? checkHyper(where, name, value) : value;
}

/** A hyper-parameter that is a share, in [0, 1), or a schedule of such: the number checked, the schedule as it is. */
export function checkShareOrSchedule(
  where: string,
  name: string,
  value: Schedule | number,
): Schedule | number {
  if (typeof value === 'object' && value !== null && typeof value.at === 'function') return value;
  if (typeof value === 'number' && isFine(value, 0, 1)) return value;
  throw new FoldwiseError(
    `expected ${name} to be a number of at least 0 and below 1, got ${typeof value === 'object' ? 'an object' : String(value)}`,
    { code: 'input', where },
  );
}

/** A number, or the spec of a schedule. */
export function specOfRate(value: Schedule | number): Json {
  return typeof value === 'number' ? value : value.spec;
}
