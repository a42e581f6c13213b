import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { Goal } from '@foldwise/core';
import type { CompetitionHome } from './home.ts';
import { detailsOf } from './details-of.ts';
import { bestComparable } from './newest-study.ts';
import type { OnProgress } from './progress.ts';
import { readRows, readStudy } from './read-studies.ts';
import { submissionsOf } from './read-submissions.ts';
import type { RunDetails, SubmissionRecord } from './run-details.ts';
import type { RunRow } from './run-row.ts';

/**
 * Every run of a competition, by study and trial. Reads journals alone, no data, so it is quick, and may be called while a sweep goes on:
 * trials that a live process has begun are `running`.
 *
 * A damaged journal is told of by `onProgress` (a note) and gives what of it is sound.
 *
 * @example
 * const rows = await listRuns(home);
 */
export async function listRuns(home: CompetitionHome, onProgress?: OnProgress): Promise<readonly RunRow[]> {
  return readRows(home, (message) => onProgress?.({ type: 'note', message })).flatMap((study) => study.rows);
}

/**
 * Every submission of a competition, by the run that it is of, in the order in which they were written.
 *
 * @example
 * const scores = (await listSubmissions(home)).map(({ run, kaggle }) => [run, kaggle?.publicScore]);
 */
export async function listSubmissions(
  home: CompetitionHome,
): Promise<readonly (SubmissionRecord & { readonly run: string })[]> {
  return readRows(home).flatMap(({ header: { study } }) =>
    submissionsOf(home, study).map((submission) => ({ ...submission, run: `${study}/${submission.trial}` })),
  );
}

/** The first of these ways to read a reference that finds a run: a trial's number, how an id begins, how it ends. */
function candidates(rows: readonly RunRow[], reference: string): readonly RunRow[] {
  const ways = [
    (id: string) => id.endsWith(`/${reference}`),
    (id: string) => id.startsWith(reference),
    (id: string) => id.endsWith(reference),
  ];
  for (const way of ways) {
    const found = rows.filter((row) => way(row.id));
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * The run that a reference means: `best` (the best complete run on the folds, data and metric of the latest study), a whole id, or a
 * part of one that only one run has: a trial's number, how the id begins, how it ends.
 *
 * @throws FoldwiseError where there is no such run (with "did you mean"), or where several fit.
 *
 * @example
 * const best = await findRun(home, 'best');
 */
export async function findRun(home: CompetitionHome, reference: string, goal?: Goal): Promise<RunRow> {
  const where = `competition "${home.slug}"`;
  const studies = readRows(home);
  const rows = studies.flatMap((study) => study.rows);
  const first = `make one with: foldwise sweep ${home.slug}`;
  if (reference === 'best') {
    const best = bestComparable(studies, goal);
    if (best !== undefined) return best;
    throw new FoldwiseError('expected a complete run, got none', { code: 'input', where, hint: first });
  }
  const exact = rows.find((row) => row.id === reference);
  if (exact !== undefined) return exact;
  const found = reference === '' ? [] : candidates(rows, reference);
  if (found.length === 1) return found[0]!;
  const ids = rows.map((row) => row.id);
  if (found.length === 0) {
    throw new FoldwiseError(`expected a run, got "${reference}"`, {
      code: 'input',
      where,
      hint: ids.length === 0 ? first : didYouMean(reference, ids),
    });
  }
  const shown = found.slice(0, 4).map((row) => row.id);
  throw new FoldwiseError(`expected one run, got "${reference}", which fits ${found.length}`, {
    code: 'input',
    where,
    hint: `say which: ${shown.join(', ')}${found.length > shown.length ? ', …' : ''}`,
  });
}

/**
 * Everything the journals say of a run: how its folds went, what it was made of, on which machine, and its submissions.
 *
 * @throws FoldwiseError as `findRun` does.
 *
 * @example
 * const { folds, model } = await showRun(home, 'mlp-1f3a77c0/4');
 */
export async function showRun(home: CompetitionHome, id: string): Promise<RunDetails> {
  const row = await findRun(home, id);
  return detailsOf(home, readStudy(home, row.study)!, row);
}
