import { isBetter } from '@foldwise/core';
import type { Goal } from '@foldwise/core';

/** A way to go, with its score on each of some parts. */
export interface Scored {
  readonly score: number;
  /** NaN where the metric is undefined on a part. */
  readonly byPart: readonly number[];
}

/**
 * How many standard errors of a mean of n hold as much of Student's distribution as one does of the normal one, 84.13 % below, from n = 2
 * (scipy 1.17.1, `t.ppf(norm.cdf(1), n − 1)`): an error that is itself known from a few parts is often too small.
 */
const student = [1.8373, 1.3213, 1.1969, 1.1416, 1.1105, 1.0906, 1.0767, 1.0665, 1.0587];

/** By how much `other` is worse than `best`, on average over the parts, and the standard error of that; NaN where no part tells. */
function deficit(goal: Goal, best: Scored, other: Scored): { readonly mean: number; readonly error: number } {
  const sign = goal === 'minimize' ? 1 : -1;
  const differences = other.byPart
    .map((score, part) => sign * (score - best.byPart[part]!))
    .filter((difference) => !Number.isNaN(difference));
  const count = differences.length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / count;
  const squares = differences.reduce((sum, difference) => sum + (difference - mean) ** 2, 0);
  return { mean, error: (student[count - 2] ?? 1) * Math.sqrt(squares / (count - 1) / count) };
}

/**
 * The first of the candidates, which stand in order from the simplest, that cannot be told from the best: it is worse by no more than the
 * standard error of their paired differences over the parts (Breiman et al. 1984, the rule of one standard error), by Student's
 * distribution. Few parts make lucky
 * winners; this takes one only where the others are clearly worse. −1 where none has a score.
 */
export function simplestOf(goal: Goal, candidates: readonly Scored[]): number {
  let best = -1;
  for (const [at, { score }] of candidates.entries()) {
    if (isBetter(goal, score, candidates[best]?.score ?? NaN)) best = at;
  }
  if (best < 0) return best;
  return candidates.findIndex((candidate, at) => {
    if (at === best) return true;
    if (Number.isNaN(candidate.score)) return false;
    const { mean, error } = deficit(goal, candidates[best]!, candidate);
    // Differences of rounding are none.
    return mean <= error + 1e-9 * Math.abs(candidates[best]!.score);
  });
}
