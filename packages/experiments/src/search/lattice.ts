import type { Float, Int } from './space.ts';

/** How many values a number can take: Infinity without steps. */
export function latticeSize({ low, high, step }: Float | Int): number {
  return step === undefined ? Infinity : Math.round((high - low) / step) + 1;
}

/** A number without the digits that binary arithmetic adds to a decimal: 0.1 + 2 · 0.1 becomes 0.3. */
export function tidy(value: number): number {
  return Number(value.toPrecision(15));
}

/** The value number k of a number with steps: low, low + step, …, high; both ends exact. */
export function latticeValue(dimension: Float | Int, k: number): number {
  const { kind, low, high, step = 0 } = dimension;
  if (k <= 0) return low;
  if (k >= latticeSize(dimension) - 1) return high;
  const value = low + k * step;
  if (kind === 'int') return value;
  const tidied = tidy(value);
  // Steps that are tiny beside the numbers need all digits.
  return Math.abs(tidied - value) > step / 1000 ? value : tidied;
}

/** The value with steps that is nearest; without steps, the same one kept inside the bounds. */
export function nearestValue(dimension: Float | Int, value: number): number {
  const { low, high, step } = dimension;
  if (step === undefined) return Math.min(high, Math.max(low, value));
  return latticeValue(dimension, Math.round((value - low) / step));
}
