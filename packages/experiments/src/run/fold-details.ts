import type { FoldResult } from './fit-fold.ts';
import type { FoldDetails } from './run-details.ts';

/** A score as tables keep it. */
export function definedScore(score: number): number | null {
  return Number.isNaN(score) ? null : score;
}

/** What the journal keeps of a fold; `weights` is the sha256 of what was stored. */
export function detailsOf(result: FoldResult, fold: number, weights: string | null): FoldDetails {
  const { score, curve, unit, epochs, seconds } = result;
  return { fold, score: definedScore(score), curve: [...curve], unit, epochs, seconds, weights };
}
