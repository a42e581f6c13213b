import { didYouMean, FoldwiseError } from '@foldwise/core';
import { type Contour, contourOf, searchedTrials, spaceOfStudy } from '@foldwise/experiments';
import { findStudy } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * The score of a study's trials over two of its parameters.
 *
 * @throws FoldwiseError `input` where there is no such study or parameter.
 */
export function contourPageOf(followed: FollowedCompetition, name: string, x: string, y: string): Contour {
  const { rows, header } = findStudy(followed, name);
  if (rows.length > 0) {
    const searched = searchedTrials(rows, spaceOfStudy(header.identity));
    const contour = contourOf(searched, x, y);
    if (contour !== undefined) return contour;
    const names = searched.parameters.map((parameter) => parameter.name);
    const unknown = names.includes(x) ? y : x;
    throw new FoldwiseError(`expected a parameter, got "${unknown.slice(0, 80)}"`, {
      code: 'input',
      where: name,
      hint: didYouMean(unknown.slice(0, 80), names),
    });
  }
  throw new FoldwiseError('expected a trial, got none yet', {
    code: 'input',
    where: name,
    hint: 'wait for it',
  });
}
