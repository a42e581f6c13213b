import { isBetter } from '@foldwise/core';
import { bestComparable, newestStudy } from '@foldwise/experiments';
import type { CompetitionEntry } from '../api/competition-entry.ts';
import type { FollowedCompetition } from './followed-competition.ts';
import { lastWorkOf } from './last-work.ts';

/** The line of a competition on the first page. */
export function competitionEntryOf(followed: FollowedCompetition): CompetitionEntry {
  return followed.kept('entry', ({ studies, problems }) => {
    const newest = newestStudy(studies)?.header;
    const rows = studies.flatMap((study) => study.rows);
    const best = bestComparable(studies);
    const publicScores = studies
      .flatMap(({ submissions }) => submissions)
      .flatMap(({ kaggle }) => kaggle?.publicScore ?? []);
    return {
      slug: followed.home.slug,
      studies: studies.length,
      runs: rows.length,
      running: rows.filter(({ state }) => state === 'running').length,
      metric: newest?.metric ?? null,
      goal: newest?.goal ?? null,
      best: best === undefined ? null : { id: best.id, score: best.score! },
      publicScore: publicScores.reduce<number | null>(
        (top, score) => (top === null || isBetter(newest!.goal, score, top) ? score : top),
        null,
      ),
      lastWork: studies.reduce<string | null>((last, study) => {
        const at = lastWorkOf(study);
        return last === null || at > last ? at : last;
      }, null),
      problems,
    };
  });
}
