import { atan2, cos, rng, sin } from '@foldwise/core/base';
import { checkClusters } from '../points/k-means-distances.ts';
import type { ClusterOptions } from '../points/k-means-distances.ts';
import { kMeans } from '../points/k-means.ts';
import { columnsOfPoints, expectPoints } from '../points/points-of.ts';
import type { RowPoints } from '../points/points-of.ts';
import { squaredDistance } from '../points/squared-distance.ts';
import type { Transformer } from '../transformer.ts';
import { degree, earthRadius } from './great-circle.ts';
import { placeStep } from './place-step.ts';
import type { PlaceOptions, Places } from './place-step.ts';

export interface GeoClustersOptions extends PlaceOptions, ClusterOptions {
  /** What the names of the new columns begin with; default `'place'`. */
  readonly name?: string;
}

/**
 * Adds how many kilometres a place is from the middle of clusters of the training rows' places: `place_1_km`, `place_2_km` …
 *
 * Places are put on a globe, so that clusters may lie across the 180th meridian and a degree of longitude counts for what it is, and
 * clustered there by k-means (see `kMeansDistances`); distances are along great circles. Missing where a degree is.
 *
 * @throws FoldwiseError `data` where fewer training rows than `clusters` have a place.
 * @example
 * geoClusters({ at: ['lat', 'lon'], clusters: 20 });
 */
export function geoClusters(options: GeoClustersOptions): Transformer {
  const { name = 'place' } = options;
  const kind = 'geoClusters';
  const chosen = checkClusters(kind, options);
  return placeStep(kind, options, { ...chosen, name }, (train) => {
    const { clusters, starts, iterations, seed } = chosen;
    const learned = expectPoints(kind, onGlobe(train), train.latitudes.length, clusters);
    const { centres } = kMeans(learned, clusters, starts, iterations, rng(seed).split(kind));
    // The mean of places lies inside the globe: up to its surface.
    const middles = { ...centres, data: centres.data.slice() };
    for (let at = 0; at < middles.data.length; at += 3) toSurface(middles.data, at);
    const names = Array.from({ length: clusters }, (_, k) => `${name}_${k + 1}_km`);
    return (places) => {
      const points = onGlobe(places);
      return columnsOfPoints(names, places.latitudes.length, points, (k, point) => {
        // Half of the straight way through the globe is the sine of half the angle.
        const half = Math.min(1, Math.sqrt(squaredDistance(points, point, middles, k)) / 2);
        return 2 * earthRadius * atan2(half, Math.sqrt(1 - half * half));
      });
    };
  });
}

/** Places as points on a globe of radius 1; those without a degree are none. */
function onGlobe({ latitudes, longitudes }: Places): RowPoints {
  const rows = Uint32Array.from(latitudes.keys()).filter((row) =>
    Number.isFinite(latitudes[row]! + longitudes[row]!),
  );
  const data = new Float64Array(3 * rows.length);
  rows.forEach((row, point) => {
    const [up, across] = [latitudes[row]! * degree, longitudes[row]! * degree];
    data.set([cos(up) * cos(across), cos(up) * sin(across), sin(up)], 3 * point);
  });
  return { count: rows.length, width: 3, data, rows };
}

/** A point brought to length 1; the very middle of the globe stays where it is. */
function toSurface(data: Float64Array, at: number): void {
  const [x, y, z] = data.subarray(at, at + 3);
  const length = Math.sqrt(x! * x! + y! * y! + z! * z!);
  if (length > 0) for (let i = 0; i < 3; i++) data[at + i]! /= length;
}
