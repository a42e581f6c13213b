import { FoldwiseError } from '@foldwise/core';
import type { OpenCompetition } from '../run/options.ts';
import type { PreparedData } from '../run/prepare-data.ts';
import { readStudy } from '../run/read-studies.ts';
import type { RunRow } from '../run/run-row.ts';
import { findRun } from '../run/runs.ts';
import type { StudyStarted, TrialComplete } from '../run/study-event.ts';

/** A run that ended well. */
export interface CompleteRun {
  readonly row: RunRow;
  readonly header: StudyStarted;
  readonly event: TrialComplete;
}

/** The study and the end of a run; an error where it did not end well. */
export async function completeRun(open: OpenCompetition, reference: string): Promise<CompleteRun> {
  const row = await findRun(open.home, reference);
  const { header, ended } = readStudy(open.home, row.study)!;
  const event = ended.get(row.trial);
  if (event?.type === 'trial-complete') return { row, header, event };
  throw new FoldwiseError(
    `expected a complete run, got one that ${row.reason === undefined ? 'is still running' : `${row.state === 'pruned' ? 'was pruned' : 'failed'}: ${row.reason}`}`,
    {
      code: 'input',
      where: row.id,
      hint: `choose another one: foldwise runs ${open.home.slug}`,
    },
  );
}

/** A run's predictions belong to the rows it was made on. */
export function checkSameData(
  run: string,
  { dataHash }: StudyStarted,
  data: PreparedData,
  slug: string,
): void {
  if (dataHash === data.dataHash) return;
  throw new FoldwiseError('expected the data that the run was made with, but the files have changed since', {
    code: 'data',
    where: run,
    hint: `put the old files back, or run it anew: foldwise sweep ${slug}`,
  });
}
