import { bestRunOf, type ReadStudy, type RunRow } from '@foldwise/experiments';

/** The study whose folds, data and metric others are measured by: the one that was worked on last, of those with a complete run. */
export function newestStudy<S extends ReadStudy>(studies: readonly S[]): S | undefined {
  const began = (study: S) => study.sessions.at(-1)?.at ?? study.header.at;
  const newest = (some: readonly S[]) => some.toSorted((a, b) => (began(a) < began(b) ? 1 : -1))[0];
  return (
    newest(studies.filter(({ rows }) => rows.some(({ state }) => state === 'complete'))) ?? newest(studies)
  );
}

/** Why the scores of a study say nothing about those of another; undefined where they do. */
export function whyOtherStudy(
  a: Pick<RunRow, 'metric' | 'dataHash' | 'foldsHash'>,
  b: Pick<RunRow, 'metric' | 'dataHash' | 'foldsHash'>,
): string | undefined {
  if (a.metric !== b.metric) return `other metric: ${b.metric}, not ${a.metric}`;
  if (a.dataHash !== b.dataHash) return 'other data files';
  return a.foldsHash === b.foldsHash ? undefined : 'other folds';
}

/** The best complete run among the studies that can be compared with the newest one. */
export function bestComparable(studies: readonly ReadStudy[]): RunRow | undefined {
  const newest = newestStudy(studies);
  if (newest === undefined) return undefined;
  return bestRunOf(
    studies
      .filter(({ header }) => whyOtherStudy(newest.header, header) === undefined)
      .flatMap(({ rows }) => rows),
  );
}
