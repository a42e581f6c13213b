import { expect, test } from 'vitest';
import { axesIn, elementsIn } from '../../test/read-chart.ts';
import { drawContour, type SearchContour } from './draw-contour.ts';
import { drawHistory, type SearchHistory } from './draw-history.ts';
import { drawImportance } from './draw-importance.ts';
import { drawParallel } from './draw-parallel.ts';
import { drawSlice } from './draw-slice.ts';
import { parallelAxes } from './parallel-axes.ts';
import type { SearchedTrials } from './searched-trials.ts';

const history: SearchHistory = {
  metric: 'rmse',
  goal: 'minimize',
  usual: [0.5, 0.9],
  trials: [
    { run: 'mlp-1/0', at: 0, state: 'complete', score: 0.9 },
    { run: 'mlp-1/1', at: 1, state: 'pruned', score: null },
    { run: 'mlp-1/2', at: 2, state: 'complete', score: 4000 },
    { run: 'mlp-1/3', at: 3, state: 'complete', score: 0.5 },
    { run: 'mlp-1/4', at: 4, state: 'complete', score: 0.7 },
  ],
  best: [
    { run: 'mlp-1/0', at: 0, score: 0.9 },
    { run: 'mlp-1/3', at: 3, score: 0.5 },
  ],
};

test('a history has each score where its axes say, an outlier at the edge, and ticks for what has none', () => {
  const { content, description } = drawHistory(history);
  const axes = axesIn(content);
  const dots = elementsIn(content, 'circle').filter(({ attributes }) => attributes['data-run'] !== undefined);
  expect(dots.map(({ attributes }) => attributes['data-run'])).toEqual(['mlp-1/0', 'mlp-1/3', 'mlp-1/4']);
  for (const { attributes } of dots) {
    expect(axes.x(Number(attributes['cx']))).toBeCloseTo(Number(attributes['data-trial']), 1);
    expect(axes.y(Number(attributes['cy']))).toBeCloseTo(Number(attributes['data-score']), 2);
  }
  const paths = elementsIn(content, 'path');
  const outlier = paths.find(({ attributes }) => attributes['data-score'] === '4000')!;
  expect(outlier.inner).toBe('<title>mlp-1/2: rmse 4000</title>');
  const pruned = paths.find(({ attributes }) => attributes['data-run'] === 'mlp-1/1')!;
  expect(pruned.inner).toBe('<title>mlp-1/1: pruned</title>');
  expect(description).toBe('5 trials; the best rmse went from 0.9 to 0.5, reached in trial 3 (mlp-1/3).');
});

test('the line of a history falls to the best so far, and runs on to the last trial', () => {
  const { content } = drawHistory(history);
  const axes = axesIn(content);
  const line = elementsIn(content, 'path').find(
    ({ attributes }) => attributes['class'] === 'line s1' && attributes['d']!.includes('V'),
  )!;
  const [, x0, y0, x1, y1, end] = /^M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H([\d.]+)$/
    .exec(line.attributes['d']!)!
    .map(Number);
  expect([axes.x(x0!), axes.x(x1!), axes.x(end!)].map((value) => Math.round(value * 10) / 10)).toEqual([
    0, 3, 4,
  ]);
  expect(axes.y(y0!)).toBeCloseTo(0.9, 2);
  expect(axes.y(y1!)).toBeCloseTo(0.5, 2);
});

test('a history without a score says so', () => {
  const { content, description } = drawHistory({
    ...history,
    usual: null,
    trials: [history.trials[1]!],
    best: [],
  });
  expect(description).toBe('No trial has a rmse yet.');
  expect(content).not.toMatch(/NaN|Infinity|undefined/);
});

const searched: SearchedTrials = {
  metric: 'auc',
  goal: 'maximize',
  usual: [0.6, 0.8],
  parameters: [
    { kind: 'number', name: 'rate', scale: 'log', low: 1e-4, high: 1, whole: false },
    { kind: 'options', name: 'optimizer', options: ['adam', 'sgd<1>'] },
    { kind: 'number', name: 'optimizer.sgd<1>.momentum', scale: 'linear', low: 0, high: 1, whole: false },
  ],
  trials: [
    { run: 'a/0', trial: 0, state: 'complete', score: 0.8, values: [0.01, 0, null] },
    { run: 'a/1', trial: 1, state: 'complete', score: 0.6, values: [0.5, 1, 0.25] },
    { run: 'a/2', trial: 2, state: 'pruned', score: null, values: [0.5, 1, 0.75] },
  ],
};

test('a slice has its dots where the axes say, by powers of ten where the parameter is searched so', () => {
  const { content } = drawSlice(searched, 'rate');
  const axes = axesIn(content, { x: true });
  const dots = elementsIn(content, 'circle');
  expect(dots.map(({ attributes }) => attributes['data-run'])).toEqual(['a/0', 'a/1']);
  for (const { attributes } of dots) {
    expect(axes.x(Number(attributes['cx'])) / Number(attributes['data-value'])).toBeCloseTo(1, 1);
    expect(axes.y(Number(attributes['cy']))).toBeCloseTo(Number(attributes['data-score']), 2);
  }
});

test('a slice of options names them, escaped, and one of nothing is an empty plane', () => {
  const { content } = drawSlice(searched, 'optimizer');
  expect(content).toContain('>sgd&lt;1&gt;</text>');
  expect(content).not.toContain('sgd<1>');
  const empty = drawSlice(searched, 'other').content;
  expect(elementsIn(empty, 'circle')).toEqual([]);
  expect(empty).not.toMatch(/NaN|Infinity|undefined/);
});

test('lines of parallel coordinates cross the axes where the values are, and lead over what a trial lacks', () => {
  const { content } = drawParallel(searched);
  const axes = parallelAxes(searched);
  expect(axes.map(({ name }) => name)).toEqual(['rate', 'optimizer', 'optimizer.sgd<1>.momentum', 'auc']);
  const lines = [...content.matchAll(/<g class="trial"([^>]*)>[\s\S]*?<\/g>/g)].map(([text]) => text);
  // The best lies on top.
  expect(lines.map((line) => /data-run="([^"]+)"/.exec(line)![1])).toEqual(['a/1', 'a/0']);
  const [worse, better] = lines as [string, string];
  const places = [...worse.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(places.map(([x]) => x)).toEqual(axes.map(({ x }) => x));
  for (const [i, value] of [0.5, 1, 0.25, 0.6].entries()) {
    const { bottom, top, valueAt } = axes[i]!;
    expect(valueAt((bottom - places[i]![1]!) / (bottom - top))).toBeCloseTo(value, 2);
  }
  expect(better).toMatch(/data-at="0\.\d+ 0\.25 - 0\.\d+"/);
  expect(better).toMatch(/class="line thin dashed q9" d="M[\d.]+ [\d.]+L[\d.]+ [\d.]+"/);
});

test('better is up in parallel coordinates, whichever way the metric runs', () => {
  const last = (goal: SearchedTrials['goal']) => parallelAxes({ ...searched, goal }).at(-1)!;
  expect(last('maximize').share(0.8)).toBeGreaterThan(last('maximize').share(0.6));
  expect(last('minimize').share(0.8)).toBeLessThan(last('minimize').share(0.6));
  expect(last('minimize').valueAt(last('minimize').share(0.7))).toBeCloseTo(0.7, 10);
});

const contour: SearchContour = {
  metric: 'auc',
  goal: 'maximize',
  usual: [0.6, 0.8],
  x: searched.parameters[0]!,
  y: searched.parameters[1]!,
  columns: 4,
  rows: 2,
  cells: [0.8, 0.8, null, 0.6, null, 0.7, 0.7, 0.6],
  method: 'as it is.',
  trials: [{ run: 'a/0', x: 0.01, y: 0, score: 0.8 }],
};

test('a contour paints each cell in the colour of its score, and none where there is none', () => {
  const { content, caption } = drawContour(contour);
  const fields = elementsIn(content, 'path').filter(({ attributes }) =>
    attributes['class']!.startsWith('cell'),
  );
  const bars = fields.flatMap(({ attributes }) =>
    [...attributes['d']!.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)/g)].map((match) => ({
      colour: attributes['class'],
      corners: match.slice(1).map(Number),
    })),
  );
  // Three runs of one colour in the lower row, of which one is empty; one in the middle of the upper row, and its end.
  expect(bars.map(({ colour }) => colour)).toEqual(['cell q9', 'cell q0', 'cell q0', 'cell q4']);
  const axes = axesIn(content, { x: true });
  const [left, , right] = bars[0]!.corners as [number, number, number, number];
  expect(Math.log10(axes.x(left))).toBeCloseTo(-4, 1);
  expect(Math.log10(axes.x(right))).toBeCloseTo(-2, 1);
  expect(caption).toBe('Dots are trials; the colour between them is as it is.');
});

test('importances have bars as long as they say, the largest first', () => {
  const { content } = drawImportance([
    { name: 'rate', variance: 0.2, best: 0.75 },
    { name: 'units', variance: 0.6, best: 0 },
  ]);
  const bars = elementsIn(content, 'rect').filter(({ attributes }) => attributes['data-value'] !== undefined);
  expect(bars.map(({ attributes }) => `${attributes['data-parameter']} ${attributes['data-value']}`)).toEqual(
    ['units 0.6', 'units 0', 'rate 0.2', 'rate 0.75'],
  );
  const [first, , third] = bars.map(({ attributes }) => Number(attributes['width']));
  expect(first! / third!).toBeCloseTo(3, 2);
  expect(bars[0]!.inner).toBe('<title>units: 60 % of the variance</title>');
});
