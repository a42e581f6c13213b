import type { Goal } from '@foldwise/core';
import type { Trial } from './trial.ts';

/** A trial that says something of its parameters. */
export type Scored = Extract<Trial, { readonly score: number }>;

/** The trials that have a score, in their order. */
export function scoredTrials(history: readonly Trial[]): readonly Scored[] {
  return history.filter((trial) => trial.state !== 'failed');
}

/** A score as a loss: lower is better, and no number is the worst. */
export function lossOf(score: number, goal: Goal): number {
  if (Number.isNaN(score)) return Infinity;
  return goal === 'minimize' ? score : -score;
}

/** Below 0 where `a` is the better one: complete before pruned, then farther, then by the loss, then the earlier. */
function compare(a: Scored, b: Scored, goal: Goal): number {
  if (a.state !== b.state) return a.state === 'complete' ? -1 : 1;
  if (a.state === 'pruned' && b.state === 'pruned' && a.steps !== b.steps) return b.steps - a.steps;
  const left = lossOf(a.score, goal);
  const right = lossOf(b.score, goal);
  if (left !== right) return left < right ? -1 : 1;
  return a.number - b.number;
}

/**
 * Tells the best trials from the others, both in the order that they were made: trials that came to their end before those that were
 * pruned, and of these the ones that came farthest first.
 */
export function splitBest(
  trials: readonly Scored[],
  count: number,
  goal: Goal,
): { readonly below: readonly Scored[]; readonly above: readonly Scored[] } {
  // A few of many: kept in order by insertion, which looks at most trials once.
  const best: Scored[] = [];
  let worst: Scored | undefined;
  for (const trial of count === 0 ? [] : trials) {
    if (worst !== undefined && compare(trial, worst, goal) > 0) continue;
    let place = best.length;
    while (place > 0 && compare(trial, best[place - 1]!, goal) < 0) place--;
    best.splice(place, 0, trial);
    if (best.length > count) best.pop();
    if (best.length === count) worst = best[count - 1];
  }
  const isBest = new Set(best);
  const below: Scored[] = [];
  const above: Scored[] = [];
  for (const trial of trials) (isBest.has(trial) ? below : above).push(trial);
  return { below, above };
}

/** Trials from the best to the worst; those that failed come last, the earlier first. */
export function rankedTrials(trials: readonly Trial[], goal: Goal): readonly Trial[] {
  return trials.toSorted((a, b) => {
    if (a.state === 'failed' || b.state === 'failed')
      return Number(a.state === 'failed') - Number(b.state === 'failed') || a.number - b.number;
    return compare(a, b, goal);
  });
}
