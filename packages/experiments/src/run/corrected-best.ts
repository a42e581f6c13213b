import { rng } from '@foldwise/core';
import { bestOfFolds } from '../compare/best-of-folds.ts';
import type { RunRow } from './run-row.ts';
import { bestRunOf } from './rank-runs.ts';

/** The best of several runs, and what it is worth once the choice among them is paid for. */
export interface CorrectedBest {
  readonly best: RunRow;
  /** Complete runs that it was chosen from; blends of them are no others. */
  readonly candidates: number;
  /** Its score, moved by what choosing by folds adds to the mean of fold scores. */
  readonly score: number;
}

/** Corrects the best of runs that can be compared; undefined where there was no choice, or fewer than two folds to judge it by. */
export function correctedBest(rows: readonly RunRow[]): CorrectedBest | undefined {
  const scored = rows.filter(({ state, score }) => state === 'complete' && score !== null);
  const best = bestRunOf(scored);
  // A blend is made of the others, and its score is nested: luck has no part in it.
  const complete = scored.filter(({ kind }) => kind !== 'blend');
  if (best === undefined || best.kind === 'blend' || complete.length < 2) return undefined;
  const judged = bestOfFolds(
    complete.map(({ foldScores }) => foldScores),
    best.goal,
    rng(0).split('best of folds'),
  );
  if (judged === undefined) return undefined;
  const { raw, corrected } = judged;
  return { best, candidates: complete.length, score: best.score! + (corrected - raw) };
}

/** The corrected score of the best run of each study, by its id. */
export function correctedBestOfStudies(rows: readonly RunRow[]): ReadonlyMap<string, number> {
  const studies = Map.groupBy(rows, ({ study }) => study);
  return new Map(
    [...studies.values()].flatMap((of) => {
      const corrected = correctedBest(of);
      return corrected === undefined ? [] : [[corrected.best.id, corrected.score] as const];
    }),
  );
}
