import { FoldwiseError } from '@foldwise/core';
import { predictionCorrelations, readPredictions } from '@foldwise/experiments';
import type { CorrelationsPage } from '../api/competition-charts.ts';
import { findStudyRun } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/** More cells than these no one tells apart. */
const MOST_RUNS = 20;

/**
 * How alike runs predict, out of fold. Reads the data, for the errors; what was worked out is kept.
 *
 * @throws FoldwiseError `input` for fewer than two runs, too many, or one that is not complete; as `readPredictions` does.
 */
export async function correlationsPageOf(
  followed: FollowedCompetition,
  ids: readonly string[],
): Promise<CorrelationsPage> {
  if (ids.length < 2 || ids.length > MOST_RUNS) {
    throw new FoldwiseError(`expected 2 to ${MOST_RUNS} runs, got ${ids.length}`, {
      code: 'input',
      where: 'correlations',
      hint: 'choose them in the table',
    });
  }
  const runs = ids.map((id) => findStudyRun(followed, id).row.id);
  return followed.keptByData(`correlations ${runs.join(' ')}`, async (open) => {
    const { task, truth, runs: read } = await readPredictions(open, runs);
    return { correlations: predictionCorrelations(task, truth, read) };
  });
}
