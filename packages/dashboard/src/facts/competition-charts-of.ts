import { FoldwiseError } from '@foldwise/core';
import {
  foldDots,
  leaderboardPoints,
  newestStudy,
  optimisationHistory,
  rankRuns,
  type RunRow,
  type StudyWithSubmissions,
  whyNotComparable,
} from '@foldwise/experiments';
import type { CompetitionCharts } from '../api/competition-charts.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/** So many are shown fold by fold. */
const BEST_RUNS = 12;

/**
 * What all comparable runs of a competition look like together.
 *
 * @throws FoldwiseError `input` where there is no run.
 */
export function competitionChartsOf(followed: FollowedCompetition): CompetitionCharts {
  return followed.kept('charts', ({ studies }) => {
    const newest = newestStudy(studies)?.header;
    const comparable = studies.filter(
      ({ header }) => newest !== undefined && whyNotComparable(newest, header) === undefined,
    );
    const rows = comparable.flatMap(inOrderOfTime);
    if (newest === undefined || rows.length === 0) {
      throw new FoldwiseError('expected a run, got none yet', {
        code: 'input',
        where: followed.home.slug,
        hint: `make some: foldwise sweep ${followed.home.slug}`,
      });
    }
    const ended = rows
      .toSorted((a, b) => (a.ended < b.ended ? -1 : Number(a.ended > b.ended)))
      .map(({ row }) => row);
    const best = rankRuns(ended.filter(({ score }) => score !== null)).slice(0, BEST_RUNS);
    const submissions = comparable.flatMap(({ header, submissions: all }) =>
      all.map((one) => ({ ...one, run: `${header.study}/${one.trial}` })),
    );
    const overlap = followed.overlapOf({
      foldsHash: newest.foldsHash,
      folds: best[0]?.foldScores.length ?? 0,
    });
    return {
      history: optimisationHistory(ended),
      dots: foldDots(best.length > 0 ? best : ended.slice(0, 1), overlap),
      leaderboard: leaderboardPoints(ended, submissions),
    };
  });
}

/** Running trials are the last. */
function inOrderOfTime({
  rows,
  ended,
}: StudyWithSubmissions): readonly { readonly row: RunRow; readonly ended: string }[] {
  return rows.map((row) => ({ row, ended: ended.get(row.trial)?.at ?? '9999' }));
}
