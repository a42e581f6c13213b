import { expect, test } from 'vitest';
import { runRow } from '@foldwise/experiments/testing';
import { advance, nothingYet, shareDone } from './progress-state.ts';

test('the share counts finished trials, and finished folds of running ones', () => {
  let state = advance(nothingYet, { type: 'data', trainRows: 4, testRows: 2, folds: 2 });
  state = advance(state, { type: 'study', study: 's', trials: 4, complete: 1 });
  expect(shareDone(state)).toBe(0.25);
  state = advance(state, { type: 'fold-finished', trial: 1, fold: 0, score: 1 });
  expect(shareDone(state)).toBe(0.375);
  state = advance(state, { type: 'trial-finished', run: runRow(1, [1, 1]), seconds: 1 });
  expect([shareDone(state), state.running.size]).toEqual([0.5, 0]);
});

const finish = (score: number, trial: number) =>
  ({ type: 'trial-finished', run: runRow(trial, [score]), seconds: 1 }) as const;

test('the best follows the goal of the metric', () => {
  let state = nothingYet;
  for (const [trial, score] of [3, 1, 2].entries()) state = advance(state, finish(score, trial));
  expect(state.best?.trial).toBe(1);
});

test('the share of a blend counts its fits', () => {
  const state = advance(nothingYet, { type: 'blend-fit', done: 3, most: 12 });
  expect(shareDone(state)).toBe(0.25);
});
