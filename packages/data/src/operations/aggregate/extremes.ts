import type { Groups } from '../keys/groups-of.ts';
import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';

/** The smallest of the numbers that are there; missing for none. */
export function min(column: string): Aggregation {
  return aggregateNumbers(
    { kind: 'min', column },
    { of: least, byGroup: leastByGroup, running: () => keeping((value, best) => value < best) },
  );
}

/** The largest of the numbers that are there; missing for none. */
export function max(column: string): Aggregation {
  return aggregateNumbers(
    { kind: 'max', column },
    { of: most, byGroup: mostByGroup, running: () => keeping((value, best) => value > best) },
  );
}

function least(values: Float64Array, count: number): number {
  let best = count === 0 ? NaN : values[0]!;
  for (let i = 1; i < count; i++) if (values[i]! < best) best = values[i]!;
  return best;
}

function most(values: Float64Array, count: number): number {
  let best = count === 0 ? NaN : values[0]!;
  for (let i = 1; i < count; i++) if (values[i]! > best) best = values[i]!;
  return best;
}

function leastByGroup(values: Float64Array, { count, of }: Groups): Float64Array {
  const best = new Float64Array(count).fill(NaN);
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!;
    // A comparison with the NaN that stands for none is false: the first number takes its place.
    if (group >= 0 && !(values[row]! >= best[group]!) && !Number.isNaN(values[row]))
      best[group] = values[row]!;
  }
  return best;
}

function mostByGroup(values: Float64Array, { count, of }: Groups): Float64Array {
  const best = new Float64Array(count).fill(NaN);
  for (let row = 0; row < of.length; row++) {
    const group = of[row]!;
    if (group >= 0 && !(values[row]! <= best[group]!) && !Number.isNaN(values[row]))
      best[group] = values[row]!;
  }
  return best;
}

function keeping(isBetter: (value: number, best: number) => boolean): (value: number) => number {
  let best = NaN;
  return (value) => {
    if (Number.isNaN(best) || isBetter(value, best)) best = value;
    return best;
  };
}
