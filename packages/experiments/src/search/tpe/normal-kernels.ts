import { log, normalCdf, normalQuantile, type Rng } from '@foldwise/core';
import { numberAt } from '../draw.ts';
import { latticeSize } from '../lattice.ts';
import { positionOf, shareOf } from '../position.ts';
import type { Float, Int, Ordinal } from '../space.ts';
import { kernelWidths } from './kernel-widths.ts';
import type { Kernels } from './kernels.ts';

/** Normal distributions cut off at 0 and 1: centres, standard deviations, and the logarithm of what lies between. */
interface Normals {
  readonly centers: Float64Array;
  readonly widths: Float64Array;
  readonly logMasses: Float64Array;
}

/** The probability between two deviates. */
function mass(from: number, to: number): number {
  return normalCdf(to) - normalCdf(from);
}

function withLast(values: Float64Array, last: number): Float64Array {
  const longer = new Float64Array(values.length + 1);
  longer.set(values);
  longer[values.length] = last;
  return longer;
}

/** One on each position, and one for the prior: in the middle and as wide as the range, where the space does not say. */
function normalsOn(
  positions: Float64Array,
  prior: { readonly center: number; readonly spread: number },
): Normals {
  const centers = withLast(positions, prior.center);
  const widths = withLast(kernelWidths(positions), Math.max(1e-6, prior.spread));
  const logMasses = centers.map((center, i) => {
    const [below, above] = [center / widths[i]!, (1 - center) / widths[i]!];
    // Nothing is cut off from most, once there are many.
    return below > farthest && above > farthest ? 0 : log(mass(-below, above));
  });
  return { centers, widths, logMasses };
}

function drawPosition({ centers, widths }: Normals, kernel: number, rng: Rng): number {
  const [center, width] = [centers[kernel]!, widths[kernel]!];
  const below = normalCdf(-center / width);
  const above = normalCdf((1 - center) / width);
  const position = center + width * normalQuantile(below + rng.uniform() * (above - below));
  return Math.min(1, Math.max(0, position));
}

function addLogDensities(
  { centers, widths, logMasses }: Normals,
  position: number,
  sums: Float64Array,
): void {
  for (let i = 0; i < sums.length; i++) {
    const deviate = (position - centers[i]!) / widths[i]!;
    sums[i]! -= 0.5 * deviate * deviate + logMasses[i]!;
  }
}

function logWidths({ widths }: Normals): Float64Array {
  return widths.map((width) => log(width));
}

/** The kernels that differ, as indices, and for each kernel which of them it is. */
function distinctKernels({ centers, widths }: Normals): {
  readonly distinct: readonly number[];
  readonly placeOf: Uint32Array;
} {
  const distinct: number[] = [];
  const placeOf = new Uint32Array(centers.length);
  const byCenter = new Map<number, number[]>();
  for (let i = 0; i < centers.length; i++) {
    const places = byCenter.get(centers[i]!) ?? [];
    if (places.length === 0) byCenter.set(centers[i]!, places);
    const known = places.find((place) => widths[distinct[place]!] === widths[i]);
    const place = known ?? distinct.push(i) - 1;
    if (known === undefined) places.push(place);
    placeOf[i] = place;
  }
  return { distinct, placeOf };
}

/** Deviates beyond which a normal distribution has less than 10⁻¹⁶. */
const farthest = 8.3;

type Share = readonly [from: number, to: number];

/** Kernels on a lattice: an observation's mass on each value is that of the share of the scale that becomes the value. */
function onLattice(
  normals: Normals,
  nearest: (position: number) => number,
  shareAt: (coordinate: number) => Share,
): Kernels {
  // Many observations on few values: the same kernel over and over.
  const { distinct, placeOf } = distinctKernels(normals);
  const logMassesAt = (coordinate: number): Float64Array => {
    const [from, to] = shareAt(coordinate);
    const logMasses = new Float64Array(distinct.length).fill(-Infinity);
    for (let place = 0; place < distinct.length; place++) {
      const i = distinct[place]!;
      const [center, width] = [normals.centers[i]!, normals.widths[i]!];
      const [below, above] = [(from - center) / width, (to - center) / width];
      // Farther out there is nothing beside what the prior's kernel has everywhere.
      if (above > -farthest && below < farthest)
        logMasses[place] = log(mass(below, above)) - normals.logMasses[i]!;
    }
    return logMasses;
  };
  const known = new Map<number, Float64Array>();
  return {
    draw: (kernel, rng) => nearest(drawPosition(normals, kernel, rng)),
    addLogDensities(coordinate, sums) {
      const logMasses = known.get(coordinate) ?? logMassesAt(coordinate);
      known.set(coordinate, logMasses);
      for (let i = 0; i < sums.length; i++) sums[i]! += logMasses[placeOf[i]!]!;
    },
  };
}

/** Options in an order are numbers with steps; of their weights the prior takes over which is the likeliest, as the center of a number's. */
export function latticeKernels({ options, weights }: Ordinal, coordinates: Float64Array): Kernels {
  const count = options.length;
  const center = weights === undefined ? 0.5 : (weights.indexOf(Math.max(...weights)) + 0.5) / count;
  const positions = coordinates.map((option) => (option + 0.5) / count);
  return onLattice(
    normalsOn(positions, { center, spread: 1 }),
    (position) => Math.min(count - 1, Math.floor(position * count)),
    (option) => [option / count, (option + 1) / count],
  );
}

/** Steps that are this narrow beside the narrowest kernel are as good as none: their mass is density times width within a part in 10⁴. */
const fineLattice = 2000;

/** Kernels of a number, on its scale. */
export function normalKernels(dimension: Float | Int, coordinates: Float64Array): Kernels {
  const { prior } = dimension;
  const normals = normalsOn(coordinates, {
    center: prior === undefined ? 0.5 : positionOf(dimension, prior.center),
    spread: prior?.spread ?? 1,
  });
  const nearest = (position: number): number => positionOf(dimension, numberAt(dimension, position));
  const isCoarse =
    dimension.step !== undefined && !(dimension.scale === 'linear' && latticeSize(dimension) > fineLattice);
  if (isCoarse) {
    return onLattice(normals, nearest, (position) => shareOf(dimension, numberAt(dimension, position)));
  }
  const widths = logWidths(normals);
  const withWidths = { ...normals, logMasses: normals.logMasses.map((each, i) => each + widths[i]!) };
  return {
    draw: (kernel, rng) => nearest(drawPosition(normals, kernel, rng)),
    addLogDensities: (position, sums) => addLogDensities(withWidths, position, sums),
  };
}
