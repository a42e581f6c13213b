import { FoldwiseError, rng } from '@foldwise/core';
import {
  optimisationHistory,
  type ParameterImportance,
  parameterImportances,
  searchedTrials,
  spaceOfStudy,
  type StudyWithSubmissions,
  trialTimeline,
} from '@foldwise/experiments';
import type { StudyPage } from '../api/study-page.ts';
import { findStudy } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * The search of a study: how it went, and what mattered.
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
    ...importancesOf(study),
  };
}

function importancesOf({
  header,
  rows,
}: StudyWithSubmissions): Pick<StudyPage, 'importances' | 'whyNoImportances'> {
  const space = spaceOfStudy(header.identity);
  if (space === undefined) return { importances: null, whyNoImportances: 'this study searches nothing' };
  const trials = rows.flatMap(({ trial, state, score, params }) =>
    state === 'complete' && score !== null ? [{ number: trial, params, state, score, foldScores: [] }] : [],
  );
  try {
    const random = rng(0).split('importances');
    const importances: readonly ParameterImportance[] = parameterImportances({
      space,
      trials,
      goal: header.goal,
      rng: random,
    });
    return { importances, whyNoImportances: null };
  } catch (error) {
    if (error instanceof FoldwiseError) return { importances: null, whyNoImportances: error.message };
    throw error;
  }
}
