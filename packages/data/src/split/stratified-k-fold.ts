import type { Rng } from '@foldwise/core/base';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { rowsByStratum } from './by-stratum.ts';
import { checkBins, checkEnough, checkFolds } from './check-folds.ts';
import { foldsFrom } from './folds-from.ts';
import type { Fold, Splitter } from './splitter.ts';
import { strataOf } from './strata.ts';

export interface StratifiedKFoldOptions {
  /** At least 2; default 5. */
  readonly folds?: number;
  /** Default true; false deals the rows of a class in the order of the file. */
  readonly shuffle?: boolean;
  /**
   * Quantile bins of a number target, at least 2. Default: a number target of at most 20 different values is a set of classes, one of
   * more is cut into 10 bins.
   */
  readonly bins?: number;
}

/**
 * Cuts the rows into folds of equal size with the same share of every class in each.
 *
 * The rows of one class after the other are dealt to the folds in turn, like cards, so class counts differ by at most one between
 * folds and so do fold sizes. A class of fewer rows than folds is spread over as many folds as it has rows: the other folds'
 * validation rows then hold none of it, and a class of one row is unknown to the fold that holds it out.
 *
 * Errors: a missing target cell, a target of one value, fewer rows than folds.
 *
 * @example
 * stratifiedKFold({ folds: 5 });
 * stratifiedKFold({ folds: 5, bins: 10 }); // a regression on a skewed target
 */
export function stratifiedKFold(options: StratifiedKFoldOptions = {}): Splitter {
  const { folds = 5, shuffle = true, bins } = options;
  checkFolds('stratifiedKFold', folds);
  checkBins('stratifiedKFold', bins);
  return Object.freeze({
    spec: Object.freeze({ kind: 'stratifiedKFold', folds, shuffle, ...(bins === undefined ? {} : { bins }) }),
    isByRow: true,
    split(table: Table, target: Target, rng: Rng): readonly Fold[] {
      checkEnough('stratifiedKFold', 'rows', table.length, folds);
      const strata = strataOf('stratifiedKFold', table, target, bins);
      const order = rowsByStratum(strata, shuffle ? rng.split('stratifiedKFold') : undefined);
      const foldOf = new Int32Array(order.length);
      for (let i = 0; i < order.length; i++) foldOf[order[i]!] = i % folds;
      return foldsFrom(foldOf, folds);
    },
  });
}
