import type { ProgressEvent } from '@foldwise/experiments';
import { expect, test } from 'vitest';
import { runRow } from '@foldwise/experiments/testing';
import { withProgress } from './with-progress.ts';

/** The lines that these events make in a pipe, where each event takes so many seconds. */
async function linesOf(events: readonly ProgressEvent[], seconds = 0): Promise<readonly string[]> {
  const heard: string[] = [];
  const pipe = { write: (text: string) => void heard.push(text), isTTY: false, colour: false };
  let now = 0;
  const io = {
    out: pipe,
    err: pipe,
    cwd: '/',
    env: {},
    signal: new AbortController().signal,
    now: () => now,
  };
  await withProgress(io, 'sweep mlp', async (onProgress) => {
    for (const event of events) {
      now += 1000 * seconds;
      onProgress(event);
    }
  });
  return heard.join('').split('\n').slice(0, -1);
}

const start: readonly ProgressEvent[] = [
  { type: 'data', trainRows: 1460, testRows: 1459, folds: 2 },
  { type: 'study', study: 'mlp-0a1b2c3d', trials: 3, complete: 1 },
];

test('trials are told with score, folds, the best so far, time and parameters', async () => {
  const lines = await linesOf([
    ...start,
    { type: 'trial-started', trial: 1, params: {} },
    { type: 'trial-finished', run: runRow(1, [2, 4]), seconds: 12 },
    { type: 'trial-finished', run: runRow(2, [4, 4]), seconds: 75 },
  ]);
  expect(lines).toEqual([
    '1,460 rows to train on, 1,459 rows to predict, 2 folds',
    'mlp-0a1b2c3d: 3 trials, 1 of them done before',
    '[2/3] trial 1: rmse 3.0000 (folds 3.0000 ± 1.4142), best so far, 12 s  units=32 activation=relu',
    '[3/3] trial 2: rmse 4.0000 (folds 4.0000 ± 0.0000), best 3.0000 (trial 1), 1m 15s  units=48 activation=relu',
  ]);
});

test('a pruned trial says where and why', async () => {
  const reason = 'fold 1, epoch 3: 0.9 is worse than the median of 6 trials, 0.5';
  const run = runRow(1, [], { state: 'pruned', score: null, reason });
  const lines = await linesOf([...start, { type: 'trial-finished', run, seconds: 1 }]);
  expect(lines.at(-1)).toBe(`[2/3] trial 1: pruned in ${reason}, 1.0 s`);
});

test('a failed trial says why', async () => {
  const run = runRow(1, [], { state: 'failed', score: null, reason: 'the loss is NaN' });
  const lines = await linesOf([...start, { type: 'trial-finished', run, seconds: 1 }]);
  expect(lines.at(-1)).toBe('[2/3] trial 1: failed, the loss is NaN, 1.0 s');
});

test('folds of a sweep are told of only where nothing else was for ten seconds', async () => {
  const events: readonly ProgressEvent[] = [...start, { type: 'fold-finished', trial: 1, fold: 0, score: 2 }];
  expect(await linesOf(events)).toHaveLength(2);
  expect((await linesOf(events, 11)).at(-1)).toBe('trial 1, fold 1/2: 2.0000');
});

test('fits of a blend are told of only where nothing else was for ten seconds', async () => {
  const events: readonly ProgressEvent[] = [{ type: 'blend-fit', done: 3, most: 12 }];
  expect(await linesOf(events)).toEqual([]);
  expect(await linesOf(events, 11)).toEqual(['fit 3 of 12']);
});

test('notes are passed on', async () => {
  expect(await linesOf([{ type: 'note', message: 'column "x": every cell is missing' }])).toEqual([
    'column "x": every cell is missing',
  ]);
});
