import { float64Of } from '../table/column.ts';
import type { Column, StringColumn } from '../table/column.ts';
import { standardRanks } from '../statistics/standard-ranks.ts';
import { binsOf, binsOfNumbers, binsOfStrings, coarser } from './bins-of.ts';
import { scoreByOrder, scoreByShares } from './class-score.ts';
import type { InnerFolds } from './inner-folds.ts';
import { numberScore } from './number-score.ts';

/** How well one column by itself tells another, on rows that it was not fitted on. */
export interface ColumnScore {
  /** AUC of two classes, the mean of one against the rest of more, R² of a number. */
  readonly name: 'AUC' | 'mean AUC' | 'R²';
  /** 0.5 (AUC) or 0 (R²) is chance, 1 is the whole target; NaN where there are too few rows to say. */
  readonly value: number;
}

/** Rows that each class needs for a score, and twice as many for a number target. */
const leastRows = 10;
const mostBins = 64;

/**
 * The cross-fitted score of one column.
 *
 * Rows are put into bins: equal strings, equal numbers, or up to 64 stretches of neighbouring numbers. Of a class target, the share of a
 * class among a bin's training rows, (positives + 10 · prior) / (rows + 10), is what its validation rows are ranked by; for numbers the
 * number itself, up or down as the training rows have it, is tried too, and the better counts. AUC is the mean over five folds. Of a
 * number target a bin predicts its mean, or a straight line where its numbers differ, and R² is that of all rows; the target's ranks are
 * tried too, since a few large values can hide the rest, and the better counts.
 *
 * Classes of fewer than 10 rows are left out; where fewer than two are left, or a number target has fewer than 20 rows, it is NaN.
 */
export function columnScore(column: Column, target: Column, folds: InnerFolds): ColumnScore {
  const rows = column.length;
  if (target.kind !== 'number') return ofClasses(column, target, folds);
  if (rows < 2 * leastRows) return { name: 'R²', value: NaN };
  const bins = binsOf(column, binCount(rows / 20));
  const values = float64Of(target.values);
  const scores = [values, standardRanks(values)].map((y) => numberScore(column, bins, y, folds));
  return { name: 'R²', value: Math.max(...scores) };
}

function ofClasses(column: Column, target: StringColumn, folds: InnerFolds): ColumnScore {
  const sizes = new Uint32Array(target.levels.length);
  for (const code of target.codes) if (code >= 0) sizes[code]!++;
  const codes = [...sizes.keys()];
  const name = codes.filter((code) => sizes[code]! > 0).length > 2 ? 'mean AUC' : 'AUC';
  const known = codes.filter((code) => sizes[code]! >= leastRows);
  if (known.length < 2) return { name, value: NaN };
  const order = column.kind === 'number' ? binsOfNumbers(column) : undefined;
  const shares =
    column.kind === 'number' ? coarser(order!, binCount(column.length / 50)) : binsOfStrings(column);
  // Of two classes the second says it all.
  const scores = (name === 'AUC' ? known.slice(1) : known).map((code) => {
    const isPositive = (row: number): boolean => target.codes[row] === code;
    const byShares = scoreByShares(shares, isPositive, folds);
    return order === undefined ? byShares : Math.max(byShares, scoreByOrder(order, isPositive, folds));
  });
  return { name, value: scores.reduce((sum, score) => sum + score, 0) / scores.length };
}

function binCount(wanted: number): number {
  return Math.max(4, Math.min(mostBins, Math.floor(wanted)));
}
