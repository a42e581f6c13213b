import { log } from '@foldwise/core';
import { latticeSize } from './lattice.ts';
import type { Float, Int } from './space.ts';

/** The logarithms that a log scale runs between. With steps it begins half a step outside, so that both ends get their share. */
export function logEnds({ low, high, step = 0 }: Float | Int): readonly [from: number, to: number] {
  return [log(Math.max(low - step / 2, low / 2)), log(high + step / 2)];
}

/**
 * Where a value stands on its dimension's scale, from 0 to 1: what `numberAt` turns back into it. A value with steps stands in the
 * middle of its share; the only value of a dimension stands at ½.
 *
 * @example
 * positionOf(float(1e-4, 1, { scale: 'log' }), 0.01); // 0.5
 */
export function positionOf(dimension: Float | Int, value: number): number {
  const { low, high, scale, step } = dimension;
  if (low === high) return 0.5;
  if (scale === 'log') {
    const [from, to] = logEnds(dimension);
    return (log(value) - from) / (to - from);
  }
  // Halves, since high − low overflows for bounds near the largest number.
  if (step === undefined) return (value / 2 - low / 2) / (high / 2 - low / 2);
  return (Math.round((value - low) / step) + 0.5) / latticeSize(dimension);
}

/**
 * The part of the scale that `numberAt` turns into the same value: from and to; both the same for a number without steps.
 *
 * @example
 * shareOf(int(0, 3), 1); // [0.25, 0.5]
 */
export function shareOf(dimension: Float | Int, value: number): readonly [from: number, to: number] {
  const { low, high, scale, step } = dimension;
  if (low === high) return [0, 1];
  const position = positionOf(dimension, value);
  if (step === undefined) return [position, position];
  if (scale === 'linear') {
    const half = 0.5 / latticeSize(dimension);
    return [position - half, position + half];
  }
  const [from, to] = logEnds(dimension);
  const at = (edge: number): number => (log(edge) - from) / (to - from);
  return [value <= low ? 0 : at(value - step / 2), value >= high ? 1 : at(value + step / 2)];
}
