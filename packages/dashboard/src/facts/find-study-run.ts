import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { RunRow, StudyWithSubmissions } from '@foldwise/experiments';
import type { FollowedCompetition } from './followed-competition.ts';

/** A run and the study it is of. */
export interface StudyRun {
  readonly study: StudyWithSubmissions;
  readonly row: RunRow;
}

/**
 * The run with this whole id.
 *
 * @throws FoldwiseError `input` where there is none.
 */
export function findStudyRun(followed: FollowedCompetition, id: string): StudyRun {
  const { studies } = followed.now();
  const name = id.slice(0, Math.max(0, id.lastIndexOf('/')));
  const study = findStudy(followed, name);
  const row = study.rows.find((each) => each.id === id);
  if (row !== undefined) return { study, row };
  throw new FoldwiseError(`expected a run, got "${shortened(id)}"`, {
    code: 'input',
    where: followed.home.slug,
    hint: didYouMean(
      shortened(id),
      studies.flatMap(({ rows }) => rows.slice(0, 50).map((each) => each.id)),
    ),
  });
}

/**
 * The study of this name.
 *
 * @throws FoldwiseError `input` where there is none.
 */
export function findStudy(followed: FollowedCompetition, name: string): StudyWithSubmissions {
  const { studies } = followed.now();
  const study = studies.find(({ header }) => header.study === name);
  if (study !== undefined) return study;
  const names = studies.map(({ header }) => header.study);
  throw new FoldwiseError(`expected a study, got "${shortened(name)}"`, {
    code: 'input',
    where: followed.home.slug,
    hint: didYouMean(shortened(name), names),
  });
}

/** Whoever asks for a name of a thousand letters does not get them all back. */
function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name;
}
