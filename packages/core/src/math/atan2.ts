/** atan(k / 8) for k = 0 … 8, to the digits that a float64 holds. */
const eighths = [
  0, 0.12435499454676144, 0.24497866312686414, 0.35877067027057225, 0.4636476090008061, 0.5585993153435624,
  0.6435011087932844, 0.7188299996216245, 0.7853981633974483,
] as const;

/** What π/2 and π lose as float64s. */
const halfPiLow = 6.123233995736766e-17;
const piLow = 1.2246467991473532e-16;

/**
 * The angle of the point (x, y) from the positive x axis in radians, from −π to π, with the same bits on every machine; within 2 ulp.
 *
 * The ratio of the smaller to the larger side is brought near an eighth c: atan(t) = atan(c) + atan((t − c) / (1 + t·c)), and the Taylor
 * series does the rest, |r| ≤ 1/16.
 *
 * @example
 * atan2(1, -1); // 2.356194490192345, three quarters of π
 */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const [across, up] = [Math.abs(x), Math.abs(y)];
  const isFlat = up <= across;
  const ratio = across === up ? 1 : isFlat ? up / across : across / up;
  let angle = up === 0 && across === 0 ? 0 : atanOfShare(ratio);
  if (!isFlat) angle = Math.PI / 2 - (angle - halfPiLow);
  if (x < 0 || Object.is(x, -0)) angle = Math.PI - (angle - piLow);
  return y < 0 || Object.is(y, -0) ? -angle : angle;
}

/** atan(t) for 0 ≤ t ≤ 1. */
function atanOfShare(t: number): number {
  const eighth = Math.round(t * 8);
  const c = eighth / 8;
  const r = (t - c) / (1 + t * c);
  const z = r * r;
  const tail =
    r * z * (-1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 + z * (-1 / 11 + z * (1 / 13 - z * (1 / 15)))))));
  return eighths[eighth]! + (r + tail);
}
