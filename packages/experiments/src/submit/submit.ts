import { join } from 'node:path';
import { decodeWeights, FoldwiseError } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { formatCsv } from '@foldwise/data';
import { artifactStore } from '../journal/artifacts.ts';
import { hashOf, sha256Of } from '../journal/canonical-json.ts';
import type { FileCalls } from '../journal/file-calls.ts';
import { realFileCalls } from '../journal/file-calls.ts';
import { writeWhole } from '../journal/write-whole.ts';
import type { OpenCompetition, SubmissionResult, SubmitOptions } from '../run/options.ts';
import { artifactsDirectory } from '../run/places.ts';
import { targetNames } from '../run/check-tables.ts';
import { prepareData } from '../run/prepare-data.ts';
import type { PreparedData } from '../run/prepare-data.ts';
import type { Data, StudyStarted, TrialComplete } from '../run/study-event.ts';
import { checkSameData, completeRun } from './complete-run.ts';
import { recordSubmission } from './record-submission.ts';
import { refitOnAllRows } from './refit.ts';
import { submissionTable } from './submission-table.ts';

/** What tests replace. */
export interface SubmitInternals {
  readonly files?: FileCalls;
}

/** Numbers say nothing by themselves: a probability is that of the class, and a value that on the scale, which the run was made for. */
function checkSameTask(
  run: string,
  { identity }: StudyStarted,
  { competition, home }: OpenCompetition,
): void {
  const { columns } = identity['schema'] as { readonly columns: Data };
  const sameTargets = targetNames(competition.schema, competition.task).every(
    (target) => hashOf(columns[target] ?? null) === hashOf(competition.schema[target]!.spec),
  );
  if (sameTargets && hashOf(identity['task']!) === hashOf({ ...competition.task })) return;
  throw new FoldwiseError(
    'expected the task and target that the run was made for, but the competition has others now',
    {
      code: 'input',
      where: run,
      hint: `undo the change, or run it anew: foldwise sweep ${home.slug}`,
    },
  );
}

function storedPredictions(open: OpenCompetition, { predictions }: TrialComplete): Tensor {
  const bytes = artifactStore(artifactsDirectory(open.home)).get(predictions);
  const { weights } = decodeWeights(bytes, `${predictions}.safetensors`);
  return (weights as { readonly test: Tensor }).test;
}

/** What a file is called that was fitted anew: other bits than those of the run have another name. */
function refitted({ identity }: StudyStarted, { portable }: SubmitOptions): string {
  return portable === true && identity['portable'] !== true ? '-refit-portable' : '-refit';
}

/** The metric on the labels of the test rows, where they are known. */
function privateScoreOf(open: OpenCompetition, data: PreparedData, test: Tensor): number | undefined {
  if (data.solution === undefined) return undefined;
  return open.competition.metric.score(data.solution, test, data.solutionWeights);
}

/**
 * Writes the submission of a run, checked against the sample file and joined with it by id, and records it beside the run.
 *
 * The predictions are the average of the fold models, or with `refit` those of one more fit on all training rows. The file is
 * `<home.directory>/submissions/<slug>-<study>-<trial>[-refit[-portable]]-<hash of the run>.csv` and is written whole or not at all.
 *
 * @param reference As `findRun` takes it: an id, a part of one, `best`.
 * @throws FoldwiseError where there is no such run or it is not complete, the data or the task has changed since, an artifact is missing or
 * damaged, a prediction is NaN or no probability, or the disk is full.
 *
 * @example
 * const { path } = await submit(open, 'best');
 */
export async function submit(
  open: OpenCompetition,
  reference: string,
  options: SubmitOptions = {},
  internals: SubmitInternals = {},
): Promise<SubmissionResult> {
  const { home, competition } = open;
  const { task, metric } = competition;
  const { row, header, event } = await completeRun(open, reference);
  checkSameTask(row.id, header, open);
  const data = await prepareData(open, options.onProgress);
  checkSameData(row.id, header, data, home.slug);
  const refit = options.refit ?? false;
  const test = refit
    ? await refitOnAllRows(open, data, header, event, options)
    : storedPredictions(open, event);
  const table = submissionTable(data.layout, task, metric, test);
  // A label that looks like a number is written as the sample file writes it: without quotes.
  const content = formatCsv(table, { exact: false });
  const hash = hashOf({
    identity: header.identity,
    trial: event.trial,
    predictions: event.predictions,
  }).slice(0, 8);
  const name = `${home.slug}-${row.study}-${row.trial}${refit ? refitted(header, options) : ''}-${hash}.csv`;
  const path = options.output ?? join(home.directory, 'submissions', name);
  writeWhole(path, content, internals.files ?? realFileCalls);
  const privateScore = privateScoreOf(open, data, test);
  const result = { path, sha256: sha256Of(content), rows: table.length, columns: table.names };
  await recordSubmission(home, row.study, {
    trial: row.trial,
    ...result,
    refit,
    privateScore: privateScore === undefined || Number.isNaN(privateScore) ? null : privateScore,
    at: new Date().toISOString(),
  });
  return { ...result, ...(privateScore === undefined ? {} : { privateScore }) };
}
