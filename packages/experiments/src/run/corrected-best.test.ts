import { expect, test } from 'vitest';
import { runRow } from '../testing/run-row.ts';
import { correctedBest, correctedBestOfStudies } from './corrected-best.ts';

// Without fold 1 the second is best, which has 4 there; without fold 2 the first, which has 5 there.
const rows = [runRow(0, [1, 5]), runRow(1, [4, 3])];

test('the score of the best moves by what the choice by folds adds', () => {
  // Means 3 and 3.5; judged (4 + 5) / 2 = 4.5.
  expect(correctedBest(rows)).toEqual({ best: rows[0], candidates: 2, score: 4.5 });
  const pooled = [{ ...rows[0]!, score: 3.1 }, rows[1]!];
  expect(correctedBest(pooled)?.score).toBeCloseTo(4.6);
});

test('runs without a score had no part in the choice', () => {
  const failed = runRow(2, [], { state: 'failed', score: null });
  expect(correctedBest([...rows, failed])).toMatchObject({ candidates: 2, score: 4.5 });
});

test('where there was no choice, or one fold, there is nothing to correct', () => {
  expect(correctedBest([])).toBeUndefined();
  expect(correctedBest(rows.slice(0, 1))).toBeUndefined();
  expect(correctedBest([runRow(0, [1]), runRow(1, [2])])).toBeUndefined();
});

test('a blend is no candidate, and as the best it owes nothing to luck', () => {
  const blend = runRow(9, [2, 2], { kind: 'blend', id: 'blend-00000000/0' });
  expect(correctedBest([...rows, { ...blend, score: 3.2 }])).toMatchObject({ candidates: 2, score: 4.5 });
  expect(correctedBest([...rows, { ...blend, score: 2 }])).toBeUndefined();
});

test('each study has its best', () => {
  const other = { study: 'other-00000000', id: 'other-00000000/0' };
  const more = [...rows, runRow(0, [1, 1], other), runRow(1, [2, 2], { ...other, id: 'other-00000000/1' })];
  expect([...correctedBestOfStudies(more)]).toEqual([
    ['mlp-0a1b2c3d/0', 4.5],
    ['other-00000000/0', 1],
  ]);
});
