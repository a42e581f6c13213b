import { diagnosticsOf, readPredictions } from '@foldwise/experiments';
import type { DiagnosticsPage } from '../api/diagnostics-page.ts';
import { findStudyRun } from './find-study-run.ts';
import type { FollowedCompetition } from './followed-competition.ts';

/**
 * What the out-of-fold predictions of a run get right and how they err. Reads the data, for the truth; what was worked out is kept.
 *
 * @throws FoldwiseError where there is no such run, it is not complete, or the data or the task has changed since.
 */
export async function diagnosticsPageOf(followed: FollowedCompetition, id: string): Promise<DiagnosticsPage> {
  const { row } = findStudyRun(followed, id);
  return followed.keptByData(`diagnostics ${row.id}`, async (open) => {
    const { task, truth, rowWeights, targets, runs } = await readPredictions(open, [row.id]);
    const diagnostics = diagnosticsOf(task, truth, runs[0]!.oof, { weights: rowWeights, targets });
    return { run: row.id, diagnostics };
  });
}
