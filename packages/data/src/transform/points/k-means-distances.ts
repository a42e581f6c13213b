import { rng } from '@foldwise/core/base';
import type { Selector } from '../../select/selector.ts';
import { addingStep } from '../adding-step.ts';
import { checkNumber, checkWhole } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { kMeans } from './k-means.ts';
import { axesOf, columnsOfPoints, pointsOf, trainingPoints } from './points-of.ts';
import { squaredDistance } from './squared-distance.ts';

export interface ClusterOptions {
  /** How many clusters; default 8, as in scikit-learn. */
  readonly clusters?: number;
  /** From how many draws of first centres the best is taken; default 3. */
  readonly starts?: number;
  /** Iterations at most, from each start; default 300, as in scikit-learn. */
  readonly iterations?: number;
  /** What the first centres are drawn by; default 0. */
  readonly seed?: number;
}

export interface KMeansDistancesOptions extends ClusterOptions {
  /** What the names of the new columns begin with; default `'cluster'`. */
  readonly name?: string;
}

/**
 * Adds how far a row is from the centres of clusters of the training rows: `cluster_1_distance`, `cluster_2_distance` …
 *
 * The clusters are those of k-means: k-means++ draws centres that lie apart (Arthur & Vassilvitskii 2007), Lloyd's iterations move them
 * until no row changes its cluster, and the start with the least sum of squared distances counts. Units decide what is far: put
 * `standardScale()` first.
 *
 * Rows with a missing cell are not learned from, and have missing distances: impute first.
 *
 * @throws FoldwiseError `data` where fewer training rows than `clusters` are complete.
 * @example
 * pipeline(onColumns(numeric(), impute('median'), standardScale()), kMeansDistances(numeric(), { clusters: 20 }));
 */
export function kMeansDistances(select: Selector, options: KMeansDistancesOptions = {}): Transformer {
  const { name = 'cluster' } = options;
  const kind = 'kMeansDistances';
  const chosen = checkClusters(kind, options);
  return addingStep({ kind, select: select.spec, ...chosen, name }, (train) => {
    const { clusters, starts, iterations, seed } = chosen;
    const columns = axesOf(kind, train, select);
    const learned = trainingPoints(kind, train, columns, clusters);
    const { centres } = kMeans(learned, clusters, starts, iterations, rng(seed).split(kind));
    const names = Array.from({ length: clusters }, (_, k) => `${name}_${k + 1}_distance`);
    return (table) => {
      const points = pointsOf(kind, table, columns);
      return columnsOfPoints(names, table.length, points, (k, point) =>
        Math.sqrt(squaredDistance(points, point, centres, k)),
      );
    };
  });
}

/** The options with their defaults, checked. */
export function checkClusters(where: string, options: ClusterOptions): Required<ClusterOptions> {
  const { clusters = 8, starts = 3, iterations = 300, seed = 0 } = options;
  checkWhole(where, 'clusters', clusters);
  checkWhole(where, 'starts', starts);
  checkWhole(where, 'iterations', iterations);
  checkNumber(where, 'seed', seed);
  return { clusters, starts, iterations, seed };
}
