import { basename, relative } from 'node:path';
import { curvesOfRuns, foldDots } from '@foldwise/experiments';
import type { RunPage } from '../api/run-page.ts';
import { artifactsOf, hashesOf, sizesIn } from './artifact-names.ts';
import type { FollowedCompetition } from './followed-competition.ts';
import { runDetailsOf } from './run-details-of.ts';

/**
 * Everything about one run; paths are those inside the competition's folder, of files elsewhere their names.
 *
 * @throws FoldwiseError `input` where there is no such run.
 */
export function runPageOf(followed: FollowedCompetition, id: string): RunPage {
  const all = runDetailsOf(followed, id);
  const { artifactsDirectory, predictions, ...details } = all;
  const { row } = all;
  const inside = (path: string): string => {
    const shown = relative(followed.home.directory, path);
    return shown.startsWith('..') ? basename(path) : shown;
  };
  const overlap = followed.overlapOf({ foldsHash: row.foldsHash, folds: row.foldScores.length });
  return {
    ...details,
    curves: curvesOfRuns([all]),
    dots: foldDots([row], overlap),
    artifacts: artifactsOf(predictions, details.folds, sizesIn(artifactsDirectory, hashesOf(all))),
    submissions: details.submissions.map((one) => ({ ...one, path: inside(one.path) })),
    journal: inside(details.journal),
  };
}
