import { setTimeout as sleep } from 'node:timers/promises';
import { FoldwiseError } from '@foldwise/core';
import type { KaggleClient } from '@foldwise/data';
import { checkAborted } from '../run/fit-fold.ts';
import type { SubmissionUpload } from '../run/submission-event.ts';
import type { ListedSubmission } from './kaggle-submissions.ts';
import { kaggleSubmissions } from './kaggle-submissions.ts';

/** Writes a step into the journal, with its time. */
export type Recorder = (event: SubmissionUpload) => Promise<SubmissionUpload>;

/** How to wait: see `UploadOptions`. */
interface AwaitOptions {
  readonly client: KaggleClient;
  readonly waitSeconds?: number;
  readonly pollSeconds?: number;
  readonly signal?: AbortSignal;
}

const longestPollSeconds = 30;

/** "submission 4000" */
export function numberOf({ ref }: SubmissionUpload): string {
  return ref === null ? 'a submission whose number is not known yet' : `submission ${ref}`;
}

/** Whether a submission of Kaggle's list is the one that was sent. */
export function isThe(
  { ref, before, message }: SubmissionUpload,
  name: string,
): (listed: ListedSubmission) => boolean {
  return (listed) =>
    ref === null
      ? listed.fileName === name && listed.description === message && !before.includes(listed.ref)
      : listed.ref === ref;
}

/** Looks for the score of a submission until there is one, and records it; an error where Kaggle cannot score it, or the time is up. */
export async function awaitScore(
  taken: SubmissionUpload,
  name: string,
  { client, waitSeconds = 600, pollSeconds = 2, signal }: AwaitOptions,
  record: Recorder,
): Promise<SubmissionUpload> {
  const slug = taken.competition;
  const end = performance.now() + 1000 * waitSeconds;
  for (let pause = pollSeconds; ; pause = Math.min(longestPollSeconds, 1.5 * pause)) {
    const found = (await kaggleSubmissions(client, slug)).find(isThe(taken, name));
    if (found !== undefined && found.state !== 'pending')
      return scored(await record(withScore(taken, found)));
    if (waitSeconds === 0) return taken;
    if (performance.now() + 1000 * pause > end) throw noScore(taken, waitSeconds);
    await sleep(1000 * pause, undefined, { ...(signal !== undefined && { signal }) }).catch(() => {});
    checkAborted(signal);
  }
}

function withScore(taken: SubmissionUpload, found: ListedSubmission): SubmissionUpload {
  const { ref, state, publicScore, privateScore, reason } = found;
  return { ...taken, ref, state, publicScore, privateScore, reason };
}

function scored(sent: SubmissionUpload): SubmissionUpload {
  if (sent.state === 'complete') return sent;
  const reason = sent.reason ?? 'it does not say why';
  throw new FoldwiseError(`expected a score for ${numberOf(sent)}, Kaggle could not give one: ${reason}`, {
    code: 'data',
    where: `kaggle.com, ${sent.competition}`,
    hint: 'correct what it says, and submit again',
  });
}

function noScore(taken: SubmissionUpload, seconds: number): FoldwiseError {
  return new FoldwiseError(`expected a score for ${numberOf(taken)} within ${seconds} s, got none yet`, {
    code: 'network',
    where: `kaggle.com, ${taken.competition}`,
    hint: 'run the same command again: it waits on, and does not submit twice',
  });
}
