import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kaggleClient, kaggleCredentials } from '@foldwise/data';
import { kaggleStandIn, standInToken } from '@foldwise/data/testing';
import type { StandIn, StandInOptions, StandInScore } from '@foldwise/data/testing';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { acquireLock } from '../journal/lock.ts';
import { openCompetition } from '../run/open-competition.ts';
import { submissionsDirectory, submissionsJournalPath } from '../run/places.ts';
import { runModel } from '../run/run-sweep.ts';
import { findRun, listSubmissions, showRun } from '../run/runs.ts';
import { submit } from './submit.ts';
import type { UploadOptions } from './upload.ts';
import { upload } from './upload.ts';

const complete = { status: 'complete', publicScore: '0.77990', privateScore: '' };
const allowance =
  'Submission not allowed: Your team has used its daily Submission allowance (5) today, please try again tomorrow UTC';

/** A run with its submission, Kaggle's stand-in, and what uploads the one to the other. */
async function ready(options: StandInOptions = {}) {
  const kaggle = await kaggleStandIn({ slug: 'tiny', scores: [complete], ...options });
  const open = await openCompetition(tinyCompetition());
  await runModel(open, { model: 'constant', workers: 0 });
  const submission = await submit(open, 'best');
  const { id, study } = await findRun(open.home, 'best');
  const notes: string[] = [];
  const send = async (changes: Partial<UploadOptions> = {}) => {
    const result = await upload(open, 'best', submission, {
      client: clientOf(kaggle),
      pollSeconds: 0.01,
      onProgress: (event) => void (event.type === 'note' && notes.push(event.message)),
      ...changes,
    });
    expect(kaggle.complaints).toEqual([]);
    return result;
  };
  const journal = () => readFileSync(submissionsJournalPath(open.home, study), 'utf8');
  const states = () =>
    journal()
      .trimEnd()
      .split('\n')
      .flatMap((line) => JSON.parse(line).event.state ?? []);
  return { kaggle, open, submission, id, study, notes, send, journal, states };
}

function clientOf(kaggle: StandIn) {
  const credentials = kaggleCredentials({ KAGGLE_API_TOKEN: standInToken });
  return kaggleClient({ credentials, endpoint: kaggle.endpoint, attempts: 3, backoffSeconds: 0.001 });
}

describe('upload', () => {
  it('asks for a place, puts the file there, submits it, and waits for the score', async () => {
    const scores = [{ status: 'pending' }, { status: 'PENDING' }, complete];
    const { kaggle, open, submission, id, notes, send, states } = await ready({ scores });
    const content = readFileSync(submission.path, 'utf8');
    const name = submission.path.split('/').at(-1)!;
    expect(await send()).toEqual({
      competition: 'tiny',
      state: 'complete',
      ref: 4000,
      message: expect.stringMatching(/^constant-[0-9a-f]{8}\/0: accuracy 0\.\d+ in cross-validation$/),
      publicScore: 0.7799,
      privateScore: null,
      reason: null,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const list = 'kaggle GET /api/v1/competitions/submissions/list/tiny?pageSize=100';
    expect(kaggle.requests.map(({ to, method, path }) => `${to} ${method} ${path}`)).toEqual([
      list,
      'kaggle POST /api/v1/competitions/submission-url',
      'storage PUT /upload/blob-token-1?signature=signed',
      'kaggle POST /api/v1/competitions/submissions/submit/tiny',
      list,
      list,
      list,
    ]);
    expect(JSON.parse(kaggle.requests[1]!.body)).toEqual({
      competitionName: 'tiny',
      fileName: name,
      contentLength: content.length,
      lastModifiedEpochSeconds: expect.any(Number),
    });
    expect(kaggle.requests[2]!.headers.authorization).toBeUndefined();
    expect(kaggle.submissions).toEqual([
      { ref: 4000, fileName: name, content, description: expect.stringContaining(id) },
    ]);
    expect(states()).toEqual(['sending', 'pending', 'complete']);
    expect(notes).toEqual(['Kaggle has taken it (submission 4000): waiting for the score']);
    const { submissions } = await showRun(open.home, 'best');
    expect(submissions.map(({ kaggle: there }) => there?.publicScore)).toEqual([0.7799]);
    expect(await listSubmissions(open.home)).toEqual(submissions.map((each) => ({ ...each, run: id })));
  });

  it('submits the same file once: again, it tells the score', async () => {
    const { kaggle, open, notes, send } = await ready();
    const first = await send({ message: 'mine' });
    expect(kaggle.submissions[0]!.description).toBe('mine');
    await submit(open, 'best');
    expect(await send()).toEqual(first);
    expect(kaggle.submissions).toHaveLength(1);
    expect(notes.at(-1)).toBe(
      'this file was submitted to Kaggle before (submission 4000): here is its score',
    );
    // Of a file that was written twice, one record tells of it.
    const { submissions } = await showRun(open.home, 'best');
    expect(submissions.map(({ kaggle: there }) => there?.ref)).toEqual([undefined, 4000]);
  });

  it('picks up the waiting where the time was up', async () => {
    const scores: StandInScore[] = [{ status: 'pending' }];
    const { kaggle, send, states } = await ready({ scores });
    await expect(send({ waitSeconds: 0.02 })).rejects.toThrow(
      'kaggle.com, tiny: expected a score for submission 4000 within 0.02 s, got none yet — run the same command again: it waits on, and does not submit twice',
    );
    expect(await send({ waitSeconds: 0 })).toMatchObject({ state: 'pending', ref: 4000, publicScore: null });
    scores[0] = { ...complete, privateScore: '0.75' };
    expect(await send()).toMatchObject({ state: 'complete', publicScore: 0.7799, privateScore: 0.75 });
    expect(kaggle.submissions).toHaveLength(1);
    expect(states()).toEqual(['sending', 'pending', 'complete']);
  });

  it('asks the list where it is not known whether Kaggle has taken it', async () => {
    const answers = [{ path: '/submit/', status: 502, afterwards: true }];
    const { kaggle, send, states } = await ready({ answers });
    await expect(send()).rejects.toThrow('could not submit the file: Kaggle answers HTTP 502');
    expect([kaggle.submissions.length, states()]).toEqual([1, ['sending']]);
    expect(await send()).toMatchObject({ ref: 4000, publicScore: 0.7799 });
    expect(kaggle.submissions).toHaveLength(1);
  });

  it('submits again where the list says that Kaggle has not', async () => {
    const answers = [{ path: '/submit/', status: 502 }];
    const { kaggle, send } = await ready({ answers });
    await expect(send()).rejects.toThrow('HTTP 502');
    expect(kaggle.submissions).toHaveLength(0);
    expect(await send()).toMatchObject({ ref: 4000, publicScore: 0.7799 });
    expect(kaggle.submissions).toHaveLength(1);
  });

  it('finds its number in the list where the answer does not tell', async () => {
    const answers = [{ path: '/submit/', status: 200, body: '{"message":"ok"}', afterwards: true }];
    const { send } = await ready({ answers });
    expect(await send()).toMatchObject({ state: 'complete', ref: 4000 });
  });

  it('asks for another place where putting the file fails', async () => {
    const { kaggle, send } = await ready({ answers: [{ path: '/upload/', status: 503 }] });
    expect(await send()).toMatchObject({ state: 'complete' });
    expect(kaggle.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual([
      '/upload/blob-token-1?signature=signed',
      '/upload/blob-token-2?signature=signed',
    ]);
  });

  it('writes no credential, no token and no signed address into the journal', async () => {
    const { send, journal } = await ready();
    await send();
    expect(journal()).toContain('0.7799');
    expect(journal()).not.toMatch(new RegExp(`${standInToken}|blob-token|signature|Bearer`));
  });
});

describe('upload refuses', () => {
  it('what Kaggle could not score, and submits it again when asked again', async () => {
    const scores: StandInScore[] = [{ status: 'error', errorDescription: 'ID 7 not found' }];
    const { kaggle, open, send } = await ready({ scores });
    await expect(send()).rejects.toThrow(
      'kaggle.com, tiny: expected a score for submission 4000, Kaggle could not give one: ID 7 not found — correct what it says, and submit again',
    );
    const { submissions } = await showRun(open.home, 'best');
    expect(submissions[0]!.kaggle).toMatchObject({ state: 'error', ref: 4000, reason: 'ID 7 not found' });
    scores[0] = complete;
    expect(await send()).toMatchObject({ state: 'complete', ref: 4001 });
    expect(kaggle.submissions).toHaveLength(2);
  });

  it('more submissions than Kaggle takes, and keeps the file for later', async () => {
    const answers = [
      { path: '/submit/', status: 400, body: JSON.stringify({ code: 400, message: allowance }) },
    ];
    const { kaggle, send } = await ready({ answers });
    await expect(send()).rejects.toThrow(
      `kaggle.com, tiny: could not submit the file: Kaggle refuses (HTTP 400: ${allowance}) — wait until Kaggle takes submissions again: the file is kept, run the same command then`,
    );
    expect(await send()).toMatchObject({ state: 'complete' });
    expect(kaggle.submissions).toHaveLength(1);
  });

  it('rules that are not accepted, before anything is sent', async () => {
    const body = JSON.stringify({ message: 'You cannot submit until you accept the competition rules' });
    const { kaggle, send, states } = await ready({ answers: [{ path: '/list/', status: 403, body }] });
    await expect(send()).rejects.toThrow(
      'accept its rules at https://www.kaggle.com/competitions/tiny/rules with the account of KAGGLE_API_TOKEN',
    );
    expect([kaggle.requests.length, states()]).toEqual([1, []]);
  });

  it('a file that is another one now, a competition that is not Kaggle’s, and a second upload at once', async () => {
    const { kaggle, open, submission, study, send } = await ready();
    const content = readFileSync(submission.path, 'utf8');
    writeFileSync(submission.path, `${content}more\n`);
    await expect(send()).rejects.toThrow('expected the submission as it was written, got another file');
    writeFileSync(submission.path, content);
    const elsewhere = { ...open, competition: { ...open.competition, url: 'https://example.org/tiny' } };
    await expect(upload(elsewhere, 'best', submission, { client: clientOf(kaggle) })).rejects.toThrow(
      'expected a competition of Kaggle, got one of https://example.org/tiny',
    );
    const lock = acquireLock(join(submissionsDirectory(open.home, study), 'upload'));
    await expect(send()).rejects.toThrow(/lock|process/);
    lock.release();
    expect(kaggle.submissions).toHaveLength(0);
  });
});
