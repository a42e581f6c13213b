import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { checkWhole } from './check-folds.ts';
import type { Fold, Splitter } from './splitter.ts';

/**
 * The folds of another splitter several times over, each time cut anew, for as many times the work: `repeated(kFold({ folds: 5 }), 2)`.
 *
 * The score is steadier, but that of an average: a row is predicted by the mean of the models that did not see it. A splitter that does
 * not heed the seed gives the same folds each time, and is better not repeated.
 *
 * @example
 * repeated(stratifiedKFold({ folds: 5 }), 3); // 15 folds
 */
export function repeated(splitter: Splitter, times: number): Splitter {
  checkWhole('repeated', 'times', times, 1);
  return Object.freeze({
    spec: Object.freeze({ kind: 'repeated', times, splitter: splitter.spec }),
    isByRow: splitter.isByRow ?? false,
    split: (table: Table, target: Target, rng: Rng): readonly Fold[] =>
      Array.from({ length: times }, (_, i) => splitter.split(table, target, rng.split(`repeat ${i}`))).flat(),
  });
}
