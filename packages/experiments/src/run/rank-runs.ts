import { isBetter } from '@foldwise/core';
import type { RunRow } from './run-row.ts';

/** Best first; equals by their number; runs without a score last. */
export function rankRuns(rows: readonly RunRow[]): readonly RunRow[] {
  return rows.toSorted((a, b) => {
    if (a.score === null || b.score === null || a.score === b.score) {
      return Number(a.score === null) - Number(b.score === null) || a.trial - b.trial;
    }
    return isBetter(a.goal, a.score, b.score) ? -1 : 1;
  });
}

/** The best run that is complete. */
export function bestRunOf(rows: readonly RunRow[]): RunRow | undefined {
  return rankRuns(rows).find(({ score }) => score !== null);
}
