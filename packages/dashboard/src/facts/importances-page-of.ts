import { FoldwiseError, rng } from '@foldwise/core';
import { parameterImportances, spaceOfStudy } from '@foldwise/experiments';
import type { ImportancesPage } from '../api/study-page.ts';
import { findStudy } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * How much the parameters of a study mattered; asked for by itself, since it takes a moment where trials are many.
 *
 * @throws FoldwiseError `input` where there is no such study, it searches nothing, or has too few trials to say anything.
 */
export function importancesPageOf(followed: FollowedCompetition, name: string): ImportancesPage {
  return followed.kept(`importances ${name}`, () => {
    const { header, rows } = findStudy(followed, name);
    const space = spaceOfStudy(header.identity);
    if (space === undefined) {
      throw new FoldwiseError('expected a search, got a study that searches nothing', {
        code: 'input',
        where: name,
      });
    }
    const trials = rows.flatMap(({ trial, state, score, params }) =>
      state === 'complete' && score !== null ? [{ number: trial, params, state, score, foldScores: [] }] : [],
    );
    const random = rng(0).split('importances');
    return { importances: parameterImportances({ space, trials, goal: header.goal, rng: random }) };
  });
}
