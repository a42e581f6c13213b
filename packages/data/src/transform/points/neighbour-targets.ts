import type { Selector } from '../../select/selector.ts';
import type { Table } from '../../table/table.ts';
import { checkChoice } from '../check-option.ts';
import { crossFittedStep } from '../cross-fitted-step.ts';
import type { TableEncoding } from '../cross-fitted-step.ts';
import { checkInnerFolds } from '../inner-folds.ts';
import type { InnerFoldOptions } from '../inner-folds.ts';
import type { Labels } from '../labels.ts';
import type { Transformer } from '../transformer.ts';
import { checkNeighbours } from './neighbour-options.ts';
import { neighbourSearch } from './neighbour-search.ts';
import type { Neighbours } from './neighbour-search.ts';
import { axesOf, columnsOfPoints, pointsOf } from './points-of.ts';

export interface NeighbourTargetsOptions extends InnerFoldOptions {
  /** How many neighbours a mean is of; default `[5, 50]`. */
  readonly neighbours?: readonly number[];
  /** `'uniform'` (the default): all alike. `'distance'`: by 1 / distance, those at distance 0 alone where there are some. */
  readonly weights?: 'uniform' | 'distance';
  /** What the names of the new columns begin with; default `'near'`. */
  readonly name?: string;
}

/**
 * Adds the mean target of the training rows nearest to a row: `near_target_5`, `near_target_50`.
 *
 * What k-nearest-neighbour regression predicts, exact (scikit-learn's `KNeighborsRegressor`); of two classes the share of the second in
 * order, of more a column each, `near_target_5_<class>`. Neighbours of a training row are those of other inner folds, so that no row
 * sees its own label; take them from `fitTransform`. Of equally near rows the first in the table count. Units decide what is near: put
 * `standardScale()` first. Time grows with the square of the rows. Otto 2015, first and second place.
 *
 * Rows with a missing cell are nobody's neighbours, and have missing means: impute first.
 *
 * @throws FoldwiseError `data` where there is no target, or one that is missing in a row.
 * @example
 * pipeline(onColumns(numeric(), impute('median'), standardScale()), neighbourTargets(numeric(), { neighbours: [10, 100] }));
 */
export function neighbourTargets(select: Selector, options: NeighbourTargetsOptions = {}): Transformer {
  const { weights = 'uniform', name = 'near' } = options;
  const kind = 'neighbourTargets';
  const neighbours = checkNeighbours(kind, options.neighbours ?? [5, 50]);
  checkChoice(kind, 'weights', weights, ['uniform', 'distance']);
  const spec = { kind, select: select.spec, neighbours, weights, name };
  return crossFittedStep(spec, checkInnerFolds(kind, options), (train, { parts }): TableEncoding => {
    const columns = axesOf(kind, train, select);
    const learned = pointsOf(kind, train, columns);
    const nearest = neighbourSearch(learned);
    const made = neighbours.flatMap((count) => parts.map((part) => ({ count, ...part })));
    const names = made.map(({ count, ending }) => `${name}_target_${count}${ending}`);
    return (table: Table) => {
      const points = pointsOf(kind, table, columns);
      const found = nearest(points, Math.max(...neighbours));
      return columnsOfPoints(names, table.length, points, (i, point) =>
        meanTarget(found, point, made[i]!, learned.rows, weights),
      );
    };
  });
}

interface Wanted {
  readonly count: number;
  readonly values: Labels['parts'][number]['values'];
}

function meanTarget(
  { each, of, distances }: Neighbours,
  point: number,
  { count, values }: Wanted,
  rows: Uint32Array,
  weights: 'uniform' | 'distance',
): number {
  const first = point * each;
  const taken = Math.min(count, each);
  // They are in order, so that the first is at distance 0 where any is.
  const some = distances[first] === 0;
  let sum = 0;
  let whole = 0;
  for (let at = first; at < first + taken; at++) {
    const distance = distances[at]!;
    const weight = weights === 'uniform' ? 1 : some ? Number(distance === 0) : 1 / distance;
    sum += weight * values[rows[of[at]!]!]!;
    whole += weight;
  }
  return sum / whole;
}
