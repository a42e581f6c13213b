import type { Selector } from '../../select/selector.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { withNew } from '../adding-step.ts';
import type { FittedTransformer, Transformer } from '../transformer.ts';
import { checkNeighbours } from './neighbour-options.ts';
import { neighbourSearch } from './neighbour-search.ts';
import { axesOf, columnsOfPoints, pointsOf, trainingPoints } from './points-of.ts';

export interface NeighbourDistancesOptions {
  /** Which neighbours: 1 is the nearest; default `[1, 2, 3, 4, 5]`. */
  readonly neighbours?: readonly number[];
  /** What the names of the new columns begin with; default `'near'`. */
  readonly name?: string;
}

/**
 * Adds how far a row is from the training rows nearest to it: `near_distance_1` is the distance of the nearest, `near_distance_5` of the
 * fifth.
 *
 * Euclidean distances over the selected columns, exact (scikit-learn's `NearestNeighbors`): how lonely a row is. A training row is no
 * neighbour of its own, so its features come from `fitTransform`. Units decide what is near: put `standardScale()` first. Where there
 * are not so many training rows, the distance of the farthest. Time grows with the square of the rows.
 *
 * Rows with a missing cell are nobody's neighbours, and have missing distances: impute first.
 *
 * @throws FoldwiseError `data` where fewer than two training rows are complete.
 * @example
 * pipeline(onColumns(numeric(), impute('median'), standardScale()), neighbourDistances(numeric(), { neighbours: [1, 10] }));
 */
export function neighbourDistances(select: Selector, options: NeighbourDistancesOptions = {}): Transformer {
  const { name = 'near' } = options;
  const kind = 'neighbourDistances';
  const neighbours = checkNeighbours(kind, options.neighbours ?? [1, 2, 3, 4, 5]);
  const names = neighbours.map((rank) => `${name}_distance_${rank}`);
  const most = Math.max(...neighbours);
  const learn = (train: Table): ((table: Table, others?: boolean) => readonly NumberColumn[]) => {
    const columns = axesOf(kind, train, select);
    const nearest = neighbourSearch(trainingPoints(kind, train, columns, 2));
    return (table, others = false) => {
      const points = pointsOf(kind, table, columns);
      const { each, distances } = nearest(points, most, others);
      return columnsOfPoints(
        names,
        table.length,
        points,
        (i, point) => distances[point * each + Math.min(neighbours[i]!, each) - 1]!,
      );
    };
  };
  const fitted = (make: ReturnType<typeof learn>): FittedTransformer =>
    Object.freeze({ transform: (table: Table) => withNew(kind, table, make(table)) });
  return Object.freeze({
    spec: Object.freeze({ kind, select: select.spec, neighbours, name }),
    fit: (train: Table): FittedTransformer => fitted(learn(train)),
    fitTransform(train: Table): readonly [Table, FittedTransformer] {
      const make = learn(train);
      return [withNew(kind, train, make(train, true)), fitted(make)];
    },
  });
}
