import type { Selector } from '../../select/selector.ts';
import type { Table } from '../../table/table.ts';
import { crossFittedStep } from '../cross-fitted-step.ts';
import type { TableEncoding } from '../cross-fitted-step.ts';
import { ofClassesOnly } from '../of-classes-only.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import type { Transformer } from '../transformer.ts';
import { checkNeighbours, meanOfFirst } from './neighbour-options.ts';
import { neighbourSearch } from './neighbour-search.ts';
import { axesOf, columnsOfPoints, pointsOf } from './points-of.ts';
import type { RowPoints } from './points-of.ts';

export interface ClassDistancesOptions extends InnerFoldOptions {
  /** How many neighbours of each class a mean distance is of; default `[1, 5]`. */
  readonly neighbours?: readonly number[];
  /** What the names of the new columns begin with; default `'near'`. */
  readonly name?: string;
}

/**
 * Adds how far a row is from the training rows of each class that are nearest to it: `near_distance_5_<class>` is the mean distance of
 * the five nearest of the class.
 *
 * Training rows are measured against those of other inner folds, since which class is at distance 0 would be their own label; take them
 * from `fitTransform`. A class of fewer rows has the mean distance of those. Units decide what is near: put `standardScale()` first.
 * Time grows with the square of the rows. Otto 2015, first place.
 *
 * Rows with a missing cell are nobody's neighbours, and have missing distances, as have all where no row of a class is complete: impute
 * first.
 *
 * @throws FoldwiseError `data` where there is no target of classes, or one that is missing in a row.
 * @example
 * pipeline(onColumns(numeric(), impute('median'), standardScale()), classDistances(numeric()));
 */
export function classDistances(select: Selector, options: ClassDistancesOptions = {}): Transformer {
  const { name = 'near' } = options;
  const kind = 'classDistances';
  const neighbours = checkNeighbours(kind, options.neighbours ?? [1, 5]);
  const spec = { kind, select: select.spec, neighbours, name };
  const step = crossFittedStep(
    spec,
    checkInnerFolds(kind, options),
    (train, { strata, classes = [] }): TableEncoding => {
      const columns = axesOf(kind, train, select);
      const points = pointsOf(kind, train, columns);
      const searches = classes.map((_, of) => neighbourSearch(rowsOfClass(points, strata!.of, of)));
      const made = neighbours.flatMap((count) => classes.map((label, of) => ({ count, label, of })));
      const names = made.map(({ count, label }) => `${name}_distance_${count}_${label}`);
      return (table: Table) => {
        const rows = pointsOf(kind, table, columns);
        const found = searches.map((nearest) => nearest(rows, Math.max(...neighbours)));
        return columnsOfPoints(names, table.length, rows, (i, point) => {
          const { each, distances } = found[made[i]!.of]!;
          return meanOfFirst(made[i]!.count, each, (near) => distances[point * each + near]!);
        });
      };
    },
  );
  return ofClassesOnly(step, instead);
}

const instead = 'take neighbourTargets(), or neighbourDistances() without a target';

function rowsOfClass({ width, data, rows }: RowPoints, classes: Uint32Array, of: number): RowPoints {
  const kept = rows.filter((row) => classes[row] === of);
  const coordinates = new Float64Array(kept.length * width);
  let next = 0;
  rows.forEach((row, point) => {
    if (classes[row] !== of) return;
    coordinates.set(data.subarray(point * width, (point + 1) * width), next);
    next += width;
  });
  return { count: kept.length, width, data: coordinates, rows: kept };
}
