import type { Rng } from '@foldwise/core/base';
import { named } from '../select/named.ts';
import { selectColumns } from '../select/select-columns.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { checkBins, checkEnough, checkFolds } from './check-folds.ts';
import { foldsFrom } from './folds-from.ts';
import { groupsOf } from './groups-of.ts';
import type { Fold, Splitter } from './splitter.ts';
import { strataOf } from './strata.ts';

export interface StratifiedGroupKFoldOptions {
  /** The column whose equal cells stay together. */
  readonly by: string;
  /** At least 2; default 5. */
  readonly folds?: number;
  /** Default true: the seed decides among groups of equal weight; false takes them in the order of the file. */
  readonly shuffle?: boolean;
  /** Quantile bins of a number target, as in `stratifiedKFold`. */
  readonly bins?: number;
}

/**
 * Cuts the rows into folds so that rows of one group are never on both sides, and every fold has nearly the same share of each class.
 *
 * Groups go one after the other, the ones with the most unequal class counts first, each to the fold that leaves the class shares of
 * the folds most equal: the least mean over classes of the deviation over folds; among equals the fold with the fewest rows
 * (scikit-learn's `StratifiedGroupKFold`). It is greedy: a few large groups of one class can leave folds without that class.
 *
 * Errors: no such column, a missing cell in it or in the target, fewer groups than folds.
 *
 * @example
 * stratifiedGroupKFold({ by: 'Patient', folds: 5 });
 */
export function stratifiedGroupKFold(options: StratifiedGroupKFoldOptions): Splitter {
  const { by, folds = 5, shuffle = true, bins } = options;
  const kind = 'stratifiedGroupKFold';
  checkFolds(kind, folds);
  checkBins(kind, bins);
  const selector = named(by);
  return Object.freeze({
    spec: Object.freeze({ kind, by, folds, shuffle, ...(bins === undefined ? {} : { bins }) }),
    split(table: Table, target: Target, rng: Rng): readonly Fold[] {
      const groups = groupsOf(kind, selectColumns(table, selector, kind)[0]!);
      checkEnough(kind, `groups in "${by}"`, groups.length, folds);
      const strata = strataOf(kind, table, target, bins);
      const counted = groups.map((rows) => ({ rows, counts: countsOf(rows, strata.of, strata.count) }));
      const order = shuffle
        ? Array.from(rng.split(kind).permutation(groups.length))
        : counted.map((_, group) => group);
      const foldOf = new Int32Array(table.length);
      const dealt = dealer(folds, totalOf(counted, strata.count));
      for (const { rows, counts } of order
        .map((group) => counted[group]!)
        .toSorted((a, b) => deviationOf(b.counts) - deviationOf(a.counts))) {
        const fold = dealt(counts);
        for (const row of rows) foldOf[row] = fold;
      }
      return foldsFrom(foldOf, folds);
    },
  });
}

function countsOf(rows: readonly number[], stratumOf: Uint32Array, strata: number): Float64Array {
  const counts = new Float64Array(strata);
  for (const row of rows) counts[stratumOf[row]!]!++;
  return counts;
}

function totalOf(groups: readonly { readonly counts: Float64Array }[], strata: number): Float64Array {
  const total = new Float64Array(strata);
  for (const { counts } of groups) counts.forEach((count, stratum) => (total[stratum]! += count));
  return total;
}

/** A function that chooses the fold of one group after the other, and remembers what each fold has. */
function dealer(folds: number, total: Float64Array): (counts: Float64Array) => number {
  const held = Array.from({ length: folds }, () => new Float64Array(total.length));
  const sizes = new Float64Array(folds);
  /** The mean over classes of the deviation over folds of the share that a fold has of the class, were the group in this fold. */
  const unevenness = (counts: Float64Array, fold: number): number => {
    let sum = 0;
    for (let stratum = 0; stratum < total.length; stratum++) {
      const shares = held.map(
        (of, f) => (of[stratum]! + (f === fold ? counts[stratum]! : 0)) / total[stratum]!,
      );
      sum += deviationOf(shares);
    }
    return sum / total.length;
  };
  return (counts) => {
    let best = 0;
    let least = Infinity;
    for (let fold = 0; fold < folds; fold++) {
      const value = unevenness(counts, fold);
      // Equal up to rounding, by the bounds of numpy's isclose.
      const isEqual = Math.abs(value - least) <= 1e-8 + 1e-5 * least;
      if (value < least || (isEqual && sizes[fold]! < sizes[best]!)) [best, least] = [fold, value];
    }
    counts.forEach((count, stratum) => (held[best]![stratum]! += count));
    sizes[best]! += counts.reduce((sum, count) => sum + count, 0);
    return best;
  };
}

/** √(Σ (x − mean)² / n). */
function deviationOf(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
