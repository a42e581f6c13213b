/** Points that are closer to the one before than this, on both axes, cannot be told from it in a picture. */
const GRAIN = 1 / 500;

/** Fewer are drawn as they are. */
const FEW = 1000;

/**
 * A curve in the unit square with few enough points to be drawn: of many, those that are too close to the one before are left out, but for the
 * last.
 */
export function thinned<T>(
  points: readonly T[],
  placeOf: (point: T) => readonly [x: number, y: number],
): readonly T[] {
  if (points.length <= FEW) return points;
  const kept: T[] = [];
  let last: readonly [number, number] | undefined;
  for (const [i, point] of points.entries()) {
    const here = placeOf(point);
    const isFar =
      last === undefined || Math.abs(here[0] - last[0]) > GRAIN || Math.abs(here[1] - last[1]) > GRAIN;
    if (!isFar && i < points.length - 1) continue;
    kept.push(point);
    last = here;
  }
  return kept;
}
