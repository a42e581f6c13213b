import type { Json } from '@foldwise/core';
import { expect, test } from 'vitest';
import type { RunRow } from '../run/run-row.ts';
import { choice } from '../search/choice.ts';
import { float } from '../search/float.ts';
import { int } from '../search/int.ts';
import { oneOf } from '../search/one-of.ts';
import { contourOf } from './contour-of.ts';
import { optimisationHistory } from './optimisation-history.ts';
import { searchedTrials } from './searched-trials.ts';
import { spaceOfStudy } from './space-of-study.ts';
import { usualScores } from './usual-scores.ts';

const row = (trial: number, score: number | null, params: RunRow['params'], study = 'mlp-1'): RunRow => ({
  id: `${study}/${trial}`,
  study,
  kind: 'sweep',
  name: 'mlp',
  trial,
  state: score === null ? 'pruned' : 'complete',
  params,
  score,
  foldScores: [],
  metric: 'rmse',
  goal: 'minimize',
  seed: 0,
  foldsHash: 'folds',
  dataHash: 'data',
});

const space = {
  rate: float(1e-4, 1, { scale: 'log' }),
  optimizer: oneOf({ adam: {}, sgd: { momentum: float(0, 1) } }),
  width: choice(8, 16),
};
const rows = [
  row(0, 0.5, { rate: 0.01, optimizer: { kind: 'adam' }, width: 8 }),
  row(1, null, { rate: 0.1, optimizer: { kind: 'sgd', momentum: 0.9 }, width: 16 }),
  row(2, 0.25, { rate: 1e-4, optimizer: { kind: 'sgd', momentum: 0.5 }, width: 8 }),
];

test('a history has every trial, and those that were better than all before', () => {
  const { trials, best, usual } = optimisationHistory([...rows, row(3, 0.3, {})]);
  expect(trials.map(({ at, score }) => [at, score])).toEqual([
    [0, 0.5],
    [1, null],
    [2, 0.25],
    [3, 0.3],
  ]);
  expect(best.map(({ run, score }) => [run, score])).toEqual([
    ['mlp-1/0', 0.5],
    ['mlp-1/2', 0.25],
  ]);
  expect(usual).toEqual([0.25, 0.5]);
});

test('trials of several studies count in the order that they are handed in', () => {
  const { trials } = optimisationHistory([row(4, 1, {}), row(0, 2, {}, 'mlp-2')]);
  expect(trials.map(({ at }) => at)).toEqual([0, 1]);
});

test('parameters are taken apart along the space, a branch by its kind and what lies in it', () => {
  const { parameters, trials } = searchedTrials(rows, space);
  expect(parameters).toEqual([
    { kind: 'number', name: 'rate', scale: 'log', low: 1e-4, high: 1, whole: false },
    { kind: 'options', name: 'optimizer', options: ['adam', 'sgd'] },
    { kind: 'number', name: 'optimizer.sgd.momentum', scale: 'linear', low: 0, high: 1, whole: false },
    { kind: 'options', name: 'width', options: ['8', '16'] },
  ]);
  expect(trials.map(({ values }) => values)).toEqual([
    [0.01, 0, null, 0],
    [0.1, 1, 0.9, 1],
    [1e-4, 1, 0.5, 0],
  ]);
});

test('values outside the space widen its axes, and what it does not know has an axis of its own', () => {
  const odd = row(3, 0.1, { rate: 10, optimizer: { kind: 'lion' }, depth: 3 });
  const { parameters, trials } = searchedTrials([...rows, odd], space);
  expect(parameters[0]).toMatchObject({ high: 10 });
  expect(parameters[1]).toMatchObject({ options: ['adam', 'sgd', 'lion'] });
  expect(parameters[4]).toEqual({
    kind: 'number',
    name: 'depth',
    scale: 'linear',
    low: 3,
    high: 3,
    whole: true,
  });
  expect(trials[3]!.values).toEqual([10, 2, null, null, 3]);
  expect(trials[0]!.values[4]).toBeNull();
});

test('without a space the axes are what was tried', () => {
  const { parameters } = searchedTrials([
    row(0, 1, { a: 0.5, b: 'x', c: [1, 2] }),
    row(1, 2, { a: 2, b: 3, c: [1] }),
  ]);
  expect(parameters).toEqual([
    { kind: 'number', name: 'a', scale: 'linear', low: 0.5, high: 2, whole: false },
    { kind: 'options', name: 'b', options: ['x', '3'] },
    { kind: 'options', name: 'c', options: ['[1,2]', '[1]'] },
  ]);
});

test('the space of a study is what its journal keeps, and none of what is no sweep', () => {
  const spec = JSON.parse(JSON.stringify({ kind: 'sweep', name: 'mlp', space })) as Json;
  expect(spaceOfStudy({ subject: spec })).toEqual(space);
  expect(spaceOfStudy({ subject: { kind: 'constant' } })).toBeUndefined();
  expect(spaceOfStudy({})).toBeUndefined();
});

test.each([
  ['minimize', [1, 2, 3, 4, 5, 1e9], [1, 5]],
  ['minimize', [-1e9, 1, 2, 3, 4, 5], [-1e9, 5]],
  ['maximize', [0.7, 0.71, 0.72, 0.73, 0.74, -4], [0.7, 0.74]],
  ['minimize', [1, 2, 1e9], [1, 1e9]],
  ['minimize', [1, 1, 1, 1, 1, 7], [1, 7]],
] as const)('usual scores (%s) of %s are %s', (goal, scores, usual) => {
  expect(usualScores(scores, goal)).toEqual(usual);
});

test('there are no usual scores of none', () => {
  expect(usualScores([], 'minimize')).toBeNull();
});

const plane = { x: float(0, 1), y: float(0, 1) };

test('a contour is the mean of the scores by their distance', () => {
  const trials = [row(0, 1, { x: 0.25, y: 0.5 }), row(1, 3, { x: 0.75, y: 0.5 })];
  const {
    cells,
    columns,
    rows: high,
  } = contourOf(searchedTrials(trials, plane), 'x', 'y', { cells: 3, width: 0.25 })!;
  expect([columns, high]).toEqual([3, 3]);
  // Half of the way between both, they count alike; at 1/6 by exp(−d²/2w²) with d = 1/12 and 7/12.
  const [near, far] = [1 / 12, 7 / 12].map((d) => Math.exp(-(d * d) / (2 * 0.25 * 0.25))) as [number, number];
  expect(cells.slice(3, 6)).toEqual([
    expect.closeTo((near + 3 * far) / (near + far), 12) as number,
    2,
    expect.closeTo((3 * near + far) / (near + far), 12) as number,
  ]);
});

test('a contour says nothing where no trial is near, and takes outliers for the worst usual score', () => {
  const near = [0.1, 0.11, 0.12, 0.13, 0.14].map((x, i) => row(i, 1 + i / 10, { x, y: 0.1 }));
  const { cells } = contourOf(searchedTrials([...near, row(9, 1e12, { x: 0.15, y: 0.1 })], plane), 'x', 'y', {
    cells: 10,
  })!;
  expect(cells[1]).toBeGreaterThan(1);
  expect(cells[1]).toBeLessThan(1.4);
  expect(cells[5]).toBeNull();
  expect(cells.at(-1)).toBeNull();
});

test('a contour goes by the logarithm where the space does, and never from one option to another', () => {
  const {
    cells,
    columns,
    rows: high,
  } = contourOf(searchedTrials(rows, space), 'rate', 'optimizer', { cells: 9 })!;
  expect([columns, high]).toEqual([9, 2]);
  // 0.01 stands in the middle of 1e-4 to 1.
  expect(cells[4]).toBeCloseTo(0.5, 12);
  expect(cells[9]).toBeCloseTo(0.25, 12);
  expect(cells[0]).toBeNull();
});

test('there is no contour of a parameter that is not searched', () => {
  expect(contourOf(searchedTrials(rows, space), 'rate', 'depth')).toBeUndefined();
  expect(contourOf(searchedTrials([row(0, 1, { n: 3 })], { n: int(3, 3) }), 'n', 'n')?.cells).toEqual([1]);
});
