import { FoldwiseError } from '@foldwise/core';
import { detailsOf, type RunDetails } from '@foldwise/experiments';
import { findStudyRun } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * All that the journal of its study says of a run.
 *
 * @throws FoldwiseError `input` where there is no such run.
 */
export function runDetailsOf(followed: FollowedCompetition, id: string): RunDetails {
  const { row } = findStudyRun(followed, id);
  const study = followed.whole(row.study);
  if (study !== undefined) return detailsOf(followed.home, study, row);
  throw new FoldwiseError('expected the journal of the study, got none any more', {
    code: 'input',
    where: row.study,
  });
}
