import type { Points } from './points-of.ts';

/** `Σ (a − b)²`, added up in the order of the columns. */
export function squaredDistance(a: Points, i: number, b: Points, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.width; k++) {
    const difference = a.data[i * a.width + k]! - b.data[j * b.width + k]!;
    sum += difference * difference;
  }
  return sum;
}
