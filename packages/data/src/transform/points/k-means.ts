import type { Rng } from '@foldwise/core/base';
import type { Points } from './points-of.ts';
import { squaredDistance } from './squared-distance.ts';

/** Points in clusters around centres. */
export interface Clusters {
  /** The centres as points. */
  readonly centres: Points;
  /** The cluster of each point. */
  readonly of: Uint32Array;
  /** Σ of the squared distances of points to their centres: what k-means makes small. */
  readonly inertia: number;
}

/** The best of several starts from centres drawn by k-means++, of equally good ones the first. */
export function kMeans(
  points: Points,
  clusters: number,
  starts: number,
  most: number,
  random: Rng,
): Clusters {
  let best: Clusters | undefined;
  for (let start = 0; start < starts; start++) {
    const found = lloyd(points, spreadCentres(points, clusters, random.split(`start ${start}`)), most);
    if (best === undefined || found.inertia < best.inertia) best = found;
  }
  return best!;
}

/**
 * Lloyd's iterations from given centres, until no point changes its cluster or `most` are done: every point goes to the nearest centre, of
 * equally near ones to the first, and every centre to the mean of its points. A centre that is left without points takes over the point
 * that is farthest from its own (as in scikit-learn).
 */
export function lloyd(points: Points, start: Points, most: number): Clusters {
  let centres = start;
  let of = new Uint32Array(points.count).fill(start.count);
  for (let step = 0; ; step++) {
    const next = nearestCentres(points, centres);
    const settled = next.of.every((cluster, point) => cluster === of[point]);
    ({ of } = next);
    if (settled || step === most) {
      return { centres, of, inertia: next.squares.reduce((sum, square) => sum + square, 0) };
    }
    centres = meansOf(points, refilled(of, next.squares, centres.count), centres);
  }
}

/** The nearest centre of each point, and its squared distance. */
function nearestCentres(
  points: Points,
  centres: Points,
): { of: Uint32Array<ArrayBuffer>; squares: Float64Array } {
  const of = new Uint32Array(points.count);
  const squares = new Float64Array(points.count).fill(Infinity);
  for (let point = 0; point < points.count; point++) {
    for (let centre = 0; centre < centres.count; centre++) {
      const square = squaredDistance(points, point, centres, centre);
      if (square < squares[point]!) {
        squares[point] = square;
        of[point] = centre;
      }
    }
  }
  return { of, squares };
}

/** The clusters of points, none of them empty: an empty one takes the farthest point of a cluster of several. */
function refilled(of: Uint32Array, squares: Float64Array, clusters: number): Uint32Array {
  const sizes = new Uint32Array(clusters);
  for (const cluster of of) sizes[cluster]!++;
  if (!sizes.includes(0)) return of;
  const filled = of.slice();
  const farthest = [...of.keys()].toSorted((a, b) => squares[b]! - squares[a]! || a - b)[Symbol.iterator]();
  sizes.forEach((size, cluster) => {
    if (size > 0) return;
    for (const point of farthest) {
      if (sizes[filled[point]!]! < 2) continue;
      sizes[filled[point]!]!--;
      sizes[cluster]!++;
      filled[point] = cluster;
      break;
    }
  });
  return filled;
}

function meansOf({ count, width, data }: Points, of: Uint32Array, { count: clusters }: Points): Points {
  const sums = new Float64Array(clusters * width);
  const sizes = new Uint32Array(clusters);
  for (let point = 0; point < count; point++) {
    const cluster = of[point]!;
    sizes[cluster]!++;
    for (let i = 0; i < width; i++) sums[cluster * width + i]! += data[point * width + i]!;
  }
  return {
    count: clusters,
    width,
    data: sums.map((sum, i) => sum / Math.max(1, sizes[Math.floor(i / width)]!)),
  };
}

/**
 * Centres drawn from the points, each with a chance in proportion to its squared distance from those drawn before (k-means++, Arthur &
 * Vassilvitskii 2007). Where all points are centres already, any one again.
 */
function spreadCentres(points: Points, clusters: number, random: Rng): Points {
  const { count, width, data } = points;
  const centres = { count: clusters, width, data: new Float64Array(clusters * width) };
  const nearest = new Float64Array(count).fill(Infinity);
  for (let centre = 0; centre < clusters; centre++) {
    const drawn = centre === 0 ? random.below(count) : drawnBy(nearest, random);
    centres.data.set(data.subarray(drawn * width, (drawn + 1) * width), centre * width);
    for (let point = 0; point < count; point++) {
      nearest[point] = Math.min(nearest[point]!, squaredDistance(points, point, centres, centre));
    }
  }
  return centres;
}

function drawnBy(weights: Float64Array, random: Rng): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return random.below(weights.length);
  let left = random.uniform() * whole;
  const drawn = weights.findIndex((weight) => (left -= weight) < 0);
  // Rounding can leave a crumb behind the last one.
  return drawn < 0 ? weights.findLastIndex((weight) => weight > 0) : drawn;
}
