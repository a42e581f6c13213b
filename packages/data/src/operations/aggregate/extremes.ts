import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';

/** The smallest of the numbers that are there; missing for none. */
export function min(column: string): Aggregation {
  return aggregateNumbers(
    { kind: 'min', column },
    { of: least, running: () => keeping((value, best) => value < best) },
  );
}

/** The largest of the numbers that are there; missing for none. */
export function max(column: string): Aggregation {
  return aggregateNumbers(
    { kind: 'max', column },
    { of: most, running: () => keeping((value, best) => value > best) },
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

function keeping(isBetter: (value: number, best: number) => boolean): (value: number) => number {
  let best = NaN;
  return (value) => {
    if (Number.isNaN(best) || isBetter(value, best)) best = value;
    return best;
  };
}
