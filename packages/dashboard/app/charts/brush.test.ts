import { expect, test } from 'vitest';
import { brushedRuns, brushText, readBrush } from './brush.ts';

const searched = {
  metric: 'rmse',
  goal: 'minimize',
  usual: [1, 3],
  parameters: [
    { kind: 'number', name: 'units', scale: 'linear', low: 8, high: 64, whole: true },
    { kind: 'options', name: 'activation, final', options: ['relu', 'tanh'] },
  ],
  trials: [
    { run: 'a/0', trial: 0, state: 'complete', score: 1, values: [8, 0] },
    { run: 'a/1', trial: 1, state: 'complete', score: 2, values: [32, 1] },
    { run: 'a/2', trial: 2, state: 'failed', score: null, values: [64, null] },
  ],
} as const;

test('a brush is the same after it stood in an address', () => {
  const brush = new Map<string, readonly [number, number]>([
    ['units', [8, 32.25]],
    ['activation, final', [-0.4, 0.4]],
  ]);
  expect(brushText(brush)).toBe('units:8:32.25,activation%2C%20final:-0.4:0.4');
  expect(readBrush(brushText(brush))).toEqual(brush);
});

test('what cannot be read is no brush', () => {
  expect(readBrush('')).toEqual(new Map());
  expect(readBrush('units:a:b,:1:2,units:1,%:1:2')).toEqual(new Map([['%', [1, 2]]]));
});

test('runs pass that lie in every stretch, and have such a value', () => {
  expect([...brushedRuns(new Map([['units', [30, 64]]]), searched)]).toEqual(['a/1', 'a/2']);
  expect([
    ...brushedRuns(
      new Map([
        ['units', [30, 64]],
        ['rmse', [0, 9]],
      ]),
      searched,
    ),
  ]).toEqual(['a/1']);
  expect([...brushedRuns(new Map([['activation, final', [-0.4, 0.4]]]), searched)]).toEqual(['a/0']);
  // An axis that is gone chooses nothing.
  expect(brushedRuns(new Map([['gone', [0, 1]]]), searched).size).toBe(3);
});
