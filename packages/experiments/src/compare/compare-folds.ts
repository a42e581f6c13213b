import { FoldwiseError, type Goal, isBetter } from '@foldwise/core';
import { correlatedT, type CorrelatedT, intervalOf, probabilityAbove } from './correlated-t.ts';

/** The scores of two runs on the same folds. */
export interface CompareFoldsOptions {
  readonly goal: Goal;
  /** Validation rows / training rows of a fold: 1/(k − 1) for k folds, repeated or not. */
  readonly overlap: number;
  /** Of the interval; default 0.95. */
  readonly confidence?: number;
  /** Region of practical equivalence: differences of at most so much, in the metric's unit, count as none; default 0. */
  readonly rope?: number;
}

/** How likely it is, after what the folds said, that one of two is better. */
export interface Betters {
  readonly first: number;
  /** That they differ by no more than the region of practical equivalence; 0 where there is none. */
  readonly same: number;
  readonly second: number;
}

/** Two runs, compared fold by fold: the first less the second, in the metric's unit. */
export interface FoldComparison {
  /** On so many folds both have a score. */
  readonly folds: number;
  readonly mean: number;
  /** On so many folds the first is the better one. */
  readonly firstBetter: number;
  readonly ties: number;
  /** Of the differences; absent, as all that follows, where fewer than two folds say anything. */
  readonly sd?: number;
  readonly standardError?: number;
  readonly confidence?: number;
  readonly interval?: readonly [low: number, high: number];
  readonly probability?: Betters;
}

/**
 * Compares two runs on the folds that both have a score on, with the interval of the corrected resampled t-test and the probabilities of
 * the Bayesian correlated t-test (Benavoli et al. 2017, "Time for a Change"); see `correlatedT`. Undefined where there is no such fold.
 *
 * @throws FoldwiseError `input` where confidence, region or overlap is none.
 * @example
 * compareFolds([0.81, 0.83, 0.80], [0.80, 0.81, 0.80], { goal: 'maximize', overlap: 1 / 2 })?.probability?.first; // 0.81…
 */
export function compareFolds(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
  { goal, overlap, confidence = 0.95, rope = 0 }: CompareFoldsOptions,
): FoldComparison | undefined {
  if (!(rope >= 0 && rope < Infinity)) {
    throw new FoldwiseError(`expected a region of practical equivalence of at least 0, got ${rope}`, {
      code: 'input',
      where: 'compareFolds',
      hint: 'pass a difference that does not matter, such as 0.001, in the unit of the metric',
    });
  }
  const pairs = first.flatMap((a, fold) => {
    const b = second[fold];
    return isScore(a) && isScore(b) ? [[a, b] as const] : [];
  });
  if (pairs.length === 0) return undefined;
  const differences = pairs.map(([a, b]) => a - b);
  const counts = {
    folds: pairs.length,
    firstBetter: pairs.filter(([a, b]) => isBetter(goal, a, b)).length,
    ties: pairs.filter(([a, b]) => a === b).length,
  };
  if (pairs.length === 1) return { ...counts, mean: differences[0]! };
  const t = correlatedT(differences, overlap);
  return {
    ...counts,
    mean: t.mean,
    sd: t.standardError / Math.sqrt(1 / pairs.length + overlap),
    standardError: t.standardError,
    confidence,
    interval: intervalOf(t, confidence),
    probability: bettersOf(t, goal, rope),
  };
}

function isScore(score: number | null | undefined): score is number {
  return score !== null && score !== undefined && Number.isFinite(score);
}

function bettersOf(t: CorrelatedT, goal: Goal, rope: number): Betters {
  // Where all differences lie exactly on the border of the region, they are in it.
  const isInside = rope > 0 && t.standardError === 0 && Math.abs(t.mean) <= rope;
  const above = isInside ? 0 : probabilityAbove(t, rope);
  const below = isInside ? 0 : probabilityAbove({ ...t, mean: -t.mean }, rope);
  const same = rope === 0 ? 0 : Math.max(0, 1 - above - below);
  return goal === 'maximize' ? { first: above, same, second: below } : { first: below, same, second: above };
}
