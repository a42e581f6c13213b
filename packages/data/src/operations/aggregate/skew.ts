import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';
import { meanOf } from './sum.ts';

/**
 * How lopsided the numbers are, corrected for their count: n·√(n − 1) / (n − 2) · Σd³ / (Σd²)^{3/2} with d = x − mean, as pandas has it.
 *
 * 0 where all are equal, missing for fewer than three.
 */
export function skew(column: string): Aggregation {
  return aggregateNumbers({ kind: 'skew', column }, { of: skewOf, running: runningSkew });
}

function skewOf(values: Float64Array, count: number): number {
  const center = meanOf(values, count);
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < count; i++) {
    const difference = values[i]! - center;
    const square = difference * difference;
    squares += square;
    cubes += square * difference;
  }
  return skewFrom(count, center, squares, cubes);
}

function skewFrom(count: number, center: number, squares: number, cubes: number): number {
  if (count < 3) return NaN;
  // What rounding of the mean alone can make of equal numbers.
  if (squares <= count * (4 * Number.EPSILON * center) ** 2) return 0;
  return ((count * Math.sqrt(count - 1)) / (count - 2)) * (cubes / (squares * Math.sqrt(squares)));
}

/** Sums of squares and cubes about a mean that moves (Terriberry 2007). */
function runningSkew(): (value: number) => number {
  let [count, center, squares, cubes] = [0, 0, 0, 0];
  return (value) => {
    count++;
    const difference = value - center;
    const step = difference / count;
    const term = difference * step * (count - 1);
    center += step;
    cubes += term * step * (count - 2) - 3 * step * squares;
    squares += term;
    return skewFrom(count, center, squares, cubes);
  };
}
