import type { Aggregation } from './aggregation.ts';
import { aggregateNumbers } from './aggregate-numbers.ts';
import { meanOf } from './sum.ts';

/**
 * How lopsided the numbers are, corrected for their count: n·√(n − 1) / (n − 2) · Σd³ / (Σd²)^{3/2} with d = x − mean, as pandas has it.
 *
 * 0 where all are equal, missing for fewer than three.
 */
export function skew(column: string): Aggregation {
  return aggregateNumbers({ kind: 'skew', column }, { of: skewOf });
}

function skewOf(values: Float64Array, count: number): number {
  if (count < 3) return NaN;
  const center = meanOf(values, count);
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < count; i++) {
    const difference = values[i]! - center;
    const square = difference * difference;
    squares += square;
    cubes += square * difference;
  }
  // What rounding of the mean alone can make of equal numbers.
  if (squares <= count * (4 * Number.EPSILON * center) ** 2) return 0;
  return ((count * Math.sqrt(count - 1)) / (count - 2)) * (cubes / (squares * Math.sqrt(squares)));
}
