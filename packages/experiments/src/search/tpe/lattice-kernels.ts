import { log } from '@foldwise/core';
import type { Ordinal } from '../space.ts';
import type { Kernels } from './kernels.ts';
import {
  drawPosition,
  farthest,
  logMassesInside,
  logScalesOf,
  mass,
  type Normals,
  normalsOn,
} from './normals.ts';

/** How many kernels differ, and for each kernel which of them it is. */
function distinctKernels({ centers, widths, order }: Normals): {
  readonly count: number;
  readonly placeOf: Uint32Array;
} {
  const prior = centers.length - 1;
  const placeOf = new Uint32Array(centers.length);
  // The kernels that differ, of which those with one center stand together.
  const distinct: number[] = [];
  let begin = 0;
  for (let at = 0; at < order.length; at++) {
    const i = order[at]!;
    if (begin < distinct.length && centers[distinct[begin]!] !== centers[i]) begin = distinct.length;
    let place = begin;
    while (place < distinct.length && widths[distinct[place]!] !== widths[i]) place++;
    if (place === distinct.length) distinct.push(i);
    placeOf[i] = place;
  }
  placeOf[prior] = distinct.length;
  return { count: distinct.length + 1, placeOf };
}

type Share = readonly [from: number, to: number];

/** What is known of a value: the share of the scale that becomes it, and the kernels' log densities there, NaN where not asked for yet. */
interface Value {
  readonly share: Share;
  /** Absent as long as a series does for them. */
  logDensities?: Float64Array;
}

/** A share that is narrower than this, in deviates of the narrowest kernel, is so narrow that a series gives what lies in it. */
const narrowShare = 0.25;

const logRoot2Pi = 0.5 * log(2 * Math.PI);

/**
 * Adds what lies in a narrow share, for all kernels: around m deviates and h of them wide, the logarithm of its mass is
 * log h − ½ log 2π − m²/2 + (m² − 1)h²/24 − (m⁴ + 4m² − 2)h⁴/2880 + …, whose rest is below 2·10⁻⁶ within three deviates and 10⁻⁴ within
 * six.
 */
function addNarrow(
  { centers, widths }: Normals,
  logScales: Float64Array,
  [from, to]: Share,
  sums: Float64Array,
  first: number,
  end: number,
): void {
  const middle = (from + to) / 2;
  const logShare = log(to - from) - logRoot2Pi;
  for (let i = first; i < end; i++) {
    const width = widths[i]!;
    const m = (middle - centers[i]!) / width;
    const h = (to - from) / width;
    const [mm, hh] = [m * m, h * h];
    const bend = (mm - 1) / 24 - (hh * (mm * (mm + 4) - 2)) / 2880;
    sums[i]! += logShare - logScales[i]! - 0.5 * mm + hh * bend;
  }
}

/** Kernels on a lattice: an observation's mass on each value is that of the share of the scale that becomes the value. */
export function kernelsOnLattice(
  normals: Normals,
  nearest: (position: number) => number,
  shareAt: (coordinate: number) => Share,
): Kernels {
  const { centers, widths } = normals;
  const logMasses = logMassesInside(normals);
  const narrowest = widths.reduce((least, width) => Math.min(least, width), 1);
  let logScales: Float64Array | undefined;
  const logDensityOf = (kernel: number, below: number, above: number): number =>
    // Farther out there is nothing beside what the prior's kernel has everywhere.
    above > -farthest && below < farthest ? log(mass(below, above)) - logMasses.of(kernel) : -Infinity;
  // Many observations on few values: the same kernel over and over, whose density is worked out once.
  const { count: distinct, placeOf } = distinctKernels(normals);
  const values = new Map<number, Value>();
  const valueAt = (coordinate: number): Value => {
    const known = values.get(coordinate) ?? { share: shareAt(coordinate) };
    values.set(coordinate, known);
    return known;
  };
  return {
    isDear: distinct * 4 > centers.length,
    draw: (kernel, rng) => nearest(drawPosition(normals, kernel, rng)),
    addLogDensities(coordinate, sums, first, end, least) {
      const value = valueAt(coordinate);
      const { share } = value;
      const [from, to] = share;
      if (to - from < narrowShare * narrowest) {
        logScales ??= logScalesOf(normals, logMasses);
        addNarrow(normals, logScales, share, sums, first, end);
        return;
      }
      const logDensities = (value.logDensities ??= new Float64Array(distinct).fill(NaN));
      for (let i = first; i < end; i++) {
        const known = logDensities[placeOf[i]!]!;
        if (!Number.isNaN(known)) {
          sums[i]! += known;
          continue;
        }
        if (sums[i]! < least) continue;
        const [below, above] = [(from - centers[i]!) / widths[i]!, (to - centers[i]!) / widths[i]!];
        const distance = Math.max(0, below, -above);
        // What lies beyond x deviates is less than e^(−x²/2).
        if (sums[i]! - 0.5 * distance * distance - logMasses.least < least) {
          sums[i] = -Infinity;
          continue;
        }
        const density = logDensityOf(i, below, above);
        logDensities[placeOf[i]!] = density;
        sums[i]! += density;
      }
    },
  };
}

/** Options in an order are numbers with steps; of their weights the prior takes over which is the likeliest, as the center of a number's. */
export function latticeKernels({ options, weights }: Ordinal, coordinates: Float64Array): Kernels {
  const count = options.length;
  const center = weights === undefined ? 0.5 : (weights.indexOf(Math.max(...weights)) + 0.5) / count;
  const positions = coordinates.map((option) => (option + 0.5) / count);
  return kernelsOnLattice(
    normalsOn(positions, { center, spread: 1 }),
    (position) => Math.min(count - 1, Math.floor(position * count)),
    (option) => [option / count, (option + 1) / count],
  );
}
