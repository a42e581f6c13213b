import { log, normalCdf, normalQuantile, type Rng } from '@foldwise/core';
import { ascending } from './ascending.ts';
import { kernelWidths } from './kernel-widths.ts';

/** Normal distributions cut off at 0 and 1: one on each observation, and the prior's as the last. */
export interface Normals {
  readonly centers: Float64Array;
  /** Standard deviations. */
  readonly widths: Float64Array;
  /** The observations by where they are. */
  readonly order: Uint32Array;
}

/** Deviates beyond which a normal distribution has less than 10⁻¹⁶. */
export const farthest = 8.3;

/** The probability between two deviates. */
export function mass(from: number, to: number): number {
  return normalCdf(to) - normalCdf(from);
}

function withLast(values: Float64Array, last: number): Float64Array {
  const longer = new Float64Array(values.length + 1);
  longer.set(values);
  longer[values.length] = last;
  return longer;
}

/** One on each position, and one for the prior: in the middle and as wide as the range, where the space does not say. */
export function normalsOn(
  positions: Float64Array,
  prior: { readonly center: number; readonly spread: number },
): Normals {
  const order = ascending(positions);
  return {
    centers: withLast(positions, prior.center),
    widths: withLast(kernelWidths(positions, order), Math.max(1e-6, prior.spread)),
    order,
  };
}

/** An observation's kernel is at most as wide as the range, and centred in it: at least normalCdf(1) − ½ of it lies inside. */
const leastObserved = log(0.34);

/** The logarithm of what of each distribution lies between 0 and 1. */
export interface LogMasses {
  /** None is below. */
  readonly least: number;
  of(kernel: number): number;
}

/** Each is worked out when it is asked for, which on a lattice it seldom is. */
export function logMassesInside({ centers, widths }: Normals): LogMasses {
  const of = (kernel: number): number => {
    const center = centers[kernel]!;
    const width = widths[kernel]!;
    // Nothing is cut off from most, once there are many.
    if (center > farthest * width && 1 - center > farthest * width) return 0;
    return log(mass(-center / width, (1 - center) / width));
  };
  return { least: Math.min(leastObserved, of(centers.length - 1)), of };
}

/** What a density is divided by: the logarithm of the width times what of the distribution lies inside. */
export function logScalesOf({ widths }: Normals, logMasses: LogMasses): Float64Array {
  const logScales = new Float64Array(widths.length);
  let [width, logWidth] = [1, 0];
  for (let i = 0; i < widths.length; i++) {
    // Once there are many observations, most kernels are as wide as the one before.
    if (widths[i] !== width) {
      width = widths[i]!;
      logWidth = log(width);
    }
    logScales[i] = logMasses.of(i) + logWidth;
  }
  return logScales;
}

/** A position drawn from a distribution. */
export function drawPosition({ centers, widths }: Normals, kernel: number, rng: Rng): number {
  const [center, width] = [centers[kernel]!, widths[kernel]!];
  const below = normalCdf(-center / width);
  const above = normalCdf((1 - center) / width);
  const position = center + width * normalQuantile(below + rng.uniform() * (above - below));
  return Math.min(1, Math.max(0, position));
}
