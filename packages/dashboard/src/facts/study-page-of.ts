import { FoldwiseError } from '@foldwise/core';
import { optimisationHistory, searchedTrials, spaceOfStudy, trialTimeline } from '@foldwise/experiments';
import type { StudyPage } from '../api/study-page.ts';
import { findStudy } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * The search of a study: how it went, and what was tried.
 *
 * @throws FoldwiseError `input` where there is no such study, or it has no trial yet.
 */
export function studyPageOf(followed: FollowedCompetition, name: string): StudyPage {
  const study = findStudy(followed, name);
  if (study.rows.length === 0) {
    throw new FoldwiseError('expected a trial, got none yet', {
      code: 'input',
      where: name,
      hint: 'wait for it',
    });
  }
  return {
    study: name,
    history: optimisationHistory(study.rows),
    searched: searchedTrials(study.rows, spaceOfStudy(study.header.identity)),
    timeline: trialTimeline(study, Date.now()),
  };
}
