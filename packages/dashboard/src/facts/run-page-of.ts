import { relative } from 'node:path';
import { curvesOfRuns, detailsOf, foldDots } from '@foldwise/experiments';
import type { RunPage } from '../api/run-page.ts';
import { artifactsOf, sizesIn } from './artifact-names.ts';
import { findStudyRun } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * Everything about one run; paths are those inside the competition's folder.
 *
 * @throws FoldwiseError `input` where there is no such run.
 */
export function runPageOf(followed: FollowedCompetition, id: string): RunPage {
  const { home } = followed;
  const { study, row } = findStudyRun(followed, id);
  const all = detailsOf(home, study, row);
  const { artifactsDirectory, predictions, ...details } = all;
  const overlap = followed.overlapOf({ foldsHash: row.foldsHash, folds: row.foldScores.length });
  const hashes = [predictions, ...details.folds.map(({ weights }) => weights)];
  const sizes = sizesIn(
    artifactsDirectory,
    hashes.filter((hash) => hash !== null),
  );
  return {
    ...details,
    curves: curvesOfRuns([all]),
    dots: foldDots([row], overlap),
    artifacts: artifactsOf(predictions, details.folds, sizes),
    submissions: details.submissions.map((one) => ({ ...one, path: relative(home.directory, one.path) })),
    journal: relative(home.directory, details.journal),
  };
}
