import { FoldwiseError } from '@foldwise/core';
import type { CompetitionHome } from '../run/home.ts';
import { bestRunOf } from '../run/rank-runs.ts';
import { readRows, type ReadStudy, readStudy } from '../run/read-studies.ts';
import type { RunRow } from '../run/run-row.ts';
import { findRun } from '../run/runs.ts';

/** What a report is of: a run, or a whole study with its best run. */
export interface ReportSubject {
  readonly kind: 'run' | 'study';
  readonly study: ReadStudy;
  /** The run, or the best of the study. */
  readonly row: RunRow;
}

/**
 * What a reference means to a report: a study by its name (`mlp-1f3a77c0`), the latest study of a sweep of this name, or else
 * of a model (`mlp`), or a run as
 * `findRun` takes it.
 *
 * @throws FoldwiseError `input` where nothing fits or several do, and where the run, or every run of the study, is not complete.
 */
export async function reportSubject(home: CompetitionHome, reference: string): Promise<ReportSubject> {
  const studies = readRows(home);
  const study = studies.find(({ header }) => header.study === reference) ?? latestOf(studies, reference);
  const row = study === undefined ? await findRun(home, reference) : bestRunOf(study.rows);
  if (row?.state !== 'complete') {
    throw new FoldwiseError(
      row === undefined
        ? `expected a complete run of it, got none of ${study!.rows.length}`
        : `expected a complete run, got one that is ${row.state}`,
      {
        code: 'input',
        where: row?.id ?? study!.header.study,
        hint: `choose another one: foldwise runs ${home.slug}`,
      },
    );
  }
  return {
    kind: study === undefined ? 'run' : 'study',
    study: readStudy(home, row.study)!,
    row,
  };
}

type Listed = Omit<ReadStudy, 'ended'>;

/** The latest study of this name: of a sweep where there is one, or of a model. */
function latestOf(studies: readonly Listed[], name: string): Listed | undefined {
  const lastWork = ({ sessions, header }: Listed): string => sessions.at(-1)?.at ?? header.at;
  const named = studies
    .filter(({ header }) => header.name === name)
    .toSorted((a, b) => (lastWork(a) < lastWork(b) ? 1 : -1));
  return named.find(({ header }) => header.kind === 'sweep') ?? named[0];
}
