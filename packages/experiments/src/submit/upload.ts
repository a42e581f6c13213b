import { basename, join } from 'node:path';
import type { KaggleClient } from '@foldwise/data';
import { kaggleSlugOf } from '../competition/kaggle-slug-of.ts';
import { acquireLock } from '../journal/lock.ts';
import { checkAborted } from '../run/fit-fold.ts';
import type { OpenCompetition, SubmissionResult } from '../run/options.ts';
import { submissionsDirectory } from '../run/places.ts';
import type { OnProgress } from '../run/progress.ts';
import { kaggleOf, uploadsOf } from '../run/read-submissions.ts';
import type { KaggleSubmission } from '../run/run-details.ts';
import type { RunRow } from '../run/run-row.ts';
import { findRun } from '../run/runs.ts';
import type { SubmissionUpload } from '../run/submission-event.ts';
import type { Recorder } from './await-score.ts';
import { awaitScore, isThe, numberOf } from './await-score.ts';
import { kaggleSubmissions } from './kaggle-submissions.ts';
import { recordSubmission } from './record-submission.ts';
import { createSubmission, putSubmission } from './send-submission.ts';

export interface UploadOptions {
  readonly client: KaggleClient;
  /** What is written beside the submission at Kaggle; default the run's id, its metric and cross-validated score. */
  readonly message?: string;
  /** How long to wait for the score; default 600. 0 looks once, and a score that is not there yet is no error. */
  readonly waitSeconds?: number;
  /** Seconds between the first looks for the score; default 2, growing to 30. */
  readonly pollSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/**
 * Submits a file that `submit` has written to the competition's page at Kaggle, waits for the score, and records each step beside the run.
 *
 * The same file is never submitted twice to one competition: a call that was cut off, or whose time was up, goes on where it was, also in
 * another process and where it is not known whether Kaggle has taken it; and what has a score already gives that. Only where Kaggle
 * could not score it is it submitted again.
 *
 * @param reference As `findRun` takes it: an id, a part of one, `best`.
 * @throws FoldwiseError `input` where the competition is not Kaggle's or Kaggle refuses (credentials, rules), `file` where the file has
 * changed, `data` where Kaggle cannot score it, `network` where it does not answer, takes no more submissions today, or has no score in time.
 * @example
 * const submission = await submit(open, 'best');
 * const { publicScore } = await upload(open, 'best', submission, { client });
 */
export async function upload(
  open: OpenCompetition,
  reference: string,
  submission: Pick<SubmissionResult, 'path' | 'sha256'>,
  options: UploadOptions,
): Promise<KaggleSubmission> {
  const { home } = open;
  const slug = kaggleSlugOf(open.competition);
  const row = await findRun(home, reference);
  const note = (message: string): void => options.onProgress?.({ type: 'note', message });
  const lock = acquireLock(join(submissionsDirectory(home, row.study), 'upload'));
  try {
    const record = async (event: SubmissionUpload): Promise<SubmissionUpload> => {
      const now = { ...event, at: new Date().toISOString() };
      await recordSubmission(home, row.study, now);
      return now;
    };
    const last = uploadsOf(home, row.study).find(
      ({ competition, trial, sha256 }) =>
        competition === slug && trial === row.trial && sha256 === submission.sha256,
    );
    if (last?.state === 'complete') {
      note(`this file was submitted to Kaggle before (${numberOf(last)}): here is its score`);
      return kaggleOf(last);
    }
    const taken =
      last === undefined || last.state === 'error'
        ? await send(slug, row, submission, options, record)
        : await goOn(last, slug, row, submission, options, record);
    note(`Kaggle has taken it (${numberOf(taken)}): waiting for the score`);
    return kaggleOf(await awaitScore(taken, basename(submission.path), options, record));
  } finally {
    lock.release();
  }
}

/** "mlp-1f3a5c7e/4: accuracy 0.8215 in cross-validation" */
function usualMessage({ id, metric, score }: RunRow): string {
  return `${id}: ${metric} ${score === null ? '?' : Number(score.toPrecision(6))} in cross-validation`;
}

async function send(
  slug: string,
  row: RunRow,
  submission: Pick<SubmissionResult, 'path' | 'sha256'>,
  { client, message = usualMessage(row), signal }: UploadOptions,
  record: Recorder,
): Promise<SubmissionUpload> {
  const name = basename(submission.path);
  const listed = await kaggleSubmissions(client, slug);
  const token = await putSubmission(client, slug, submission);
  checkAborted(signal);
  const sending = await record({
    type: 'upload',
    trial: row.trial,
    sha256: submission.sha256,
    before: listed.filter(({ fileName }) => fileName === name).map(({ ref }) => ref),
    competition: slug,
    state: 'sending',
    ref: null,
    message,
    publicScore: null,
    privateScore: null,
    reason: null,
    at: '',
  });
  const ref = await createSubmission(client, slug, token, message);
  return record({ ...sending, state: 'pending', ref });
}

/** Where it is not known whether Kaggle has taken it, Kaggle's list says so. */
async function goOn(
  last: SubmissionUpload,
  slug: string,
  row: RunRow,
  submission: Pick<SubmissionResult, 'path' | 'sha256'>,
  options: UploadOptions,
  record: Recorder,
): Promise<SubmissionUpload> {
  if (last.state !== 'sending') return last;
  const listed = await kaggleSubmissions(options.client, slug);
  const found = listed.find(isThe(last, basename(submission.path)));
  if (found === undefined) return send(slug, row, submission, options, record);
  return record({ ...last, state: 'pending', ref: found.ref });
}
