import { type Goal, isBetter, type Rng } from '@foldwise/core';

/** What the best of several runs is worth, once the choice among them is paid for. */
export interface BestOfFolds {
  /** How many runs the best was chosen from. */
  readonly candidates: number;
  readonly folds: number;
  /** The best mean of fold scores: too good, since it was chosen for what it is. */
  readonly raw: number;
  /** The mean of the scores of what would be chosen without the fold that it is scored on. */
  readonly corrected: number;
}

/**
 * Corrects the best of several runs for the winner's curse, from their fold scores alone, as the bootstrap of Tsamardinos, Greasidou &
 * Borboudakis (2018) does from rows (see `bestOfRows`): folds are drawn with replacement, and the run that is best on those is scored on
 * the ones that were not drawn. So no score takes part in the choice that it judges. Each fold counts alike, and how hard it is for all
 * runs is set aside, so that it does not matter how often each was left out. Where all runs are equally good the expectation is their
 * common score; where they are not it is rather too hard on the best, since fewer folds choose worse.
 *
 * Leaving out folds one by one instead would choose by more of them, but averages k choices alone, and errs more. The estimate of
 * Tibshirani & Tibshirani (2009), the mean of e_k(best) − e_k(best of fold k), takes away √k − 1 times the bias where models are equal:
 * it is right for four folds alone.
 *
 * Undefined where fewer than two folds have a score in all runs: there is nothing to leave out.
 *
 * @param scores of each run, by fold.
 * @param resamples how often folds are drawn; default 1000.
 * @example
 * bestOfFolds([[0.8, 0.6], [0.7, 0.9]], 'maximize', rng(0)); // { candidates: 2, folds: 2, raw: 0.8, corrected: 0.65 }
 */
export function bestOfFolds(
  scores: readonly (readonly (number | null)[])[],
  goal: Goal,
  rng: Rng,
  resamples = 1000,
): BestOfFolds | undefined {
  const folds = (scores[0] ?? []).flatMap((_, fold) =>
    scores.every((of) => Number.isFinite(of[fold])) ? [fold] : [],
  );
  if (folds.length < 2) return undefined;
  const defined = scores.map((of) => folds.map((fold) => of[fold]!));
  const foldMeans = folds.map((_, fold) => meanOf(defined.map((of) => of[fold]!)));
  const beyond = defined.map((of) => of.map((score, fold) => score - foldMeans[fold]!));
  const judged = folds.map(() => ({ sum: 0, times: 0 }));
  for (let sample = 0; sample < resamples; sample++) {
    const drawn = new Uint32Array(folds.length);
    for (let i = 0; i < folds.length; i++) drawn[rng.below(folds.length)]! += 1;
    if (!drawn.includes(0)) continue;
    const chosen = beyond[bestBy(beyond, drawn, goal)]!;
    for (const [fold, each] of judged.entries()) {
      if (drawn[fold] !== 0) continue;
      each.sum += chosen[fold]!;
      each.times++;
    }
  }
  const left = judged.filter(({ times }) => times > 0);
  const means = defined.map(meanOf);
  return {
    candidates: scores.length,
    folds: folds.length,
    raw: means[indexOfBest(means, goal)]!,
    corrected: meanOf(means) + meanOf(left.map(({ sum, times }) => sum / times)),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The run that is best on folds that count so often; of equals, the first. */
function bestBy(scores: readonly (readonly number[])[], counts: Uint32Array, goal: Goal): number {
  let [best, most] = [0, NaN];
  for (const [run, of] of scores.entries()) {
    let sum = 0;
    for (let fold = 0; fold < counts.length; fold++) sum += of[fold]! * counts[fold]!;
    if (isBetter(goal, sum, most)) [best, most] = [run, sum];
  }
  return best;
}

/** Of equals, the first. */
export function indexOfBest(values: readonly number[], goal: Goal): number {
  return values.reduce((best, value, i) => (isBetter(goal, value, values[best]!) ? i : best), 0);
}
