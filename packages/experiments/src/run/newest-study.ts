import { type Goal, isBetter } from '@foldwise/core';
import { whyNotComparable } from './compare-runs.ts';
import type { ReadStudy } from './read-studies.ts';
import type { RunRow } from './run-row.ts';

type Study = Pick<ReadStudy, 'header' | 'rows' | 'sessions'>;

/**
 * The study whose folds, data and metric others are measured by: of those with a complete run the one that was worked on last; where none
 * has one, the last of all.
 *
 * @example
 * newestStudy(readStudies(home))?.header.foldsHash;
 */
export function newestStudy<S extends Study>(studies: readonly S[]): S | undefined {
  const began = ({ sessions, header }: S) => sessions.at(-1)?.at ?? header.at;
  const complete = studies.filter(({ rows }) => rows.some(({ state }) => state === 'complete'));
  const among = complete.length > 0 ? complete : studies;
  return among.toSorted((a, b) => (began(a) < began(b) ? 1 : -1))[0];
}

/**
 * The best complete run of the studies that can be compared with the newest one; of equals the first. What `best` means everywhere.
 *
 * @param goal the metric's own, unless given.
 * @example
 * bestComparable(readStudies(home))?.id;
 */
export function bestComparable(studies: readonly Study[], goal?: Goal): RunRow | undefined {
  const newest = newestStudy(studies);
  if (newest === undefined) return undefined;
  return studies
    .filter(({ header }) => whyNotComparable(newest.header, header) === undefined)
    .flatMap(({ rows }) => rows)
    .reduce<RunRow | undefined>((best, row) => {
      if (row.score === null) return best;
      return isBetter(goal ?? row.goal, row.score, best?.score ?? NaN) ? row : best;
    }, undefined);
}
