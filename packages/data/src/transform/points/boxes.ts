import type { LongPoints } from './near-order.ts';

/** The smallest boxes around runs of points: `[least, most]` of each number that tells them apart, a box after the other. */
export interface Boxes {
  readonly telling: number;
  readonly count: number;
  readonly sides: Float64Array;
}

/** The boxes of the points as they stand, so many a run. */
export function boxesOf({ count, width, data, telling }: LongPoints, run: number): Boxes {
  const boxes = Math.ceil(count / run);
  const sides = new Float64Array(2 * telling * boxes);
  for (let box = 0; box < boxes; box++) {
    for (let i = 0; i < telling; i++) {
      let [least, most] = [Infinity, -Infinity];
      for (let point = run * box; point < Math.min(count, run * (box + 1)); point++) {
        const value = data[point * width + i]!;
        if (value < least) least = value;
        if (value > most) most = value;
      }
      sides[2 * (telling * box + i)] = least;
      sides[2 * (telling * box + i) + 1] = most;
    }
  }
  return { telling, count: boxes, sides };
}

/** The square of how far two boxes are apart: no two points in them are nearer. */
export function boxDistance(a: Boxes, i: number, b: Boxes, j: number): number {
  const ends = 2 * a.telling;
  let sum = 0;
  for (let side = 0; side < ends; side += 2) {
    const below = b.sides[ends * j + side]! - a.sides[ends * i + side + 1]!;
    const above = a.sides[ends * i + side]! - b.sides[ends * j + side + 1]!;
    const gap = Math.max(0, below, above);
    sum += gap * gap;
  }
  return sum;
}
