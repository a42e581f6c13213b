import { expect, test } from 'vitest';
import { axesIn, elementsIn } from '../../test/read-chart.ts';
import { drawTimeline } from '../search/draw-timeline.ts';
import { drawCurves, type DrawnCurves } from './draw-curves.ts';
import { drawFoldDots } from './draw-fold-dots.ts';
import { drawLeaderboard, type DrawnLeaderboard } from './draw-leaderboard.ts';
import { drawPairedDots } from './draw-paired-dots.ts';

const curves: DrawnCurves = {
  metric: 'rmse',
  unit: 'metric',
  runs: [
    {
      run: 'a/0',
      folds: [
        { fold: 0, values: [4, 3, 2, 2.5], kept: 3 },
        { fold: 1, values: [6, null, 4], kept: 1 },
      ],
    },
  ],
};

const placesOf = (path: string) =>
  [...path.matchAll(/([ML])([\d.]+) ([\d.]+)/g)].map(
    ([, move, x, y]) => [move, Number(x), Number(y)] as const,
  );

test('curves run through their values, with a gap where one was not finite, and a dot at the epoch that was kept', () => {
  const { content } = drawCurves(curves);
  const axes = axesIn(content);
  const lines = elementsIn(content, 'path').filter(({ attributes }) => attributes['data-run'] !== undefined);
  const read = (fold: string) =>
    placesOf(lines.find(({ attributes }) => attributes['data-fold'] === fold)!.attributes['d']!).map(
      ([move, x, y]) => [move, Math.round(axes.x(x) * 10) / 10, Math.round(axes.y(y) * 100) / 100],
    );
  expect(read('0')).toEqual([
    ['M', 1, 4],
    ['L', 2, 3],
    ['L', 3, 2],
    ['L', 4, 2.5],
  ]);
  expect(read('1')).toEqual([
    ['M', 1, 6],
    ['M', 3, 4],
  ]);
  // As far as both folds go, and not where one has none.
  expect(read('mean')).toEqual([
    ['M', 1, 5],
    ['M', 3, 3],
  ]);
  const dots = elementsIn(content, 'circle').map(({ attributes }) => [
    attributes['data-epoch'],
    attributes['data-value'],
  ]);
  expect(dots).toEqual([
    ['3', '2'],
    ['1', '6'],
  ]);
});

test('curves by powers of ten are read so, unless a value is not above 0', () => {
  const { content } = drawCurves(
    { ...curves, runs: [{ run: 'a/0', folds: [{ fold: 0, values: [1, 0.1, 0.001], kept: null }] }] },
    { logarithmic: true },
  );
  const axes = axesIn(content, { y: true });
  const { d } = elementsIn(content, 'path').find(
    ({ attributes }) => attributes['data-fold'] === '0',
  )!.attributes;
  expect(placesOf(d!).map(([, , y]) => Math.log10(axes.y(y)))).toEqual(
    [0, -1, -3].map((value) => expect.closeTo(value, 1) as number),
  );
  const zero = { ...curves, runs: [{ run: 'a/0', folds: [{ fold: 0, values: [1, 0], kept: null }] }] };
  expect(drawCurves(zero, { logarithmic: true }).content).toBe(drawCurves(zero).content);
});

test('curves of runs that were trained by no epoch are an empty plane', () => {
  expect(drawCurves({ metric: 'rmse', unit: null, runs: [] }).content).not.toMatch(/NaN|Infinity|undefined/);
});

/** Reads a place across by the ticks below lines of intervals. */
function across(markup: string) {
  const ticks = elementsIn(markup, 'text').filter(({ attributes }) => attributes['text-anchor'] === 'middle');
  const [first, last] = [ticks[0]!, ticks.at(-1)!];
  const [from, to] = [first, last].map(({ attributes }) => Number(attributes['x'])) as [number, number];
  const [low, high] = [first, last].map(({ inner }) => Number(inner)) as [number, number];
  return (place: number) => low + ((place - from) / (to - from)) * (high - low);
}

test('fold dots, their mean, interval and score stand where the axis says', () => {
  const { content, description } = drawFoldDots({
    metric: 'auc',
    goal: 'maximize',
    confidence: 0.95,
    runs: [
      { run: 'a/0', score: 0.83, folds: [0.8, null, 0.86], mean: 0.82, interval: [0.75, 0.89] },
      { run: 'a/1', score: null, folds: [], mean: null, interval: null },
    ],
  });
  const read = across(content);
  const marked = (name: string, key: string) =>
    elementsIn(content, name).filter(({ attributes }) => attributes[key] !== undefined);
  expect(marked('circle', 'data-fold').map(({ attributes }) => attributes['data-fold'])).toEqual(['0', '2']);
  for (const { attributes } of marked('circle', 'data-value'))
    expect(read(Number(attributes['cx']))).toBeCloseTo(Number(attributes['data-value']), 3);
  for (const { attributes } of marked('circle', 'data-score'))
    expect(read(Number(attributes['cx']))).toBeCloseTo(Number(attributes['data-score']), 3);
  const [bar] = marked('rect', 'data-low');
  const [x, width] = [Number(bar!.attributes['x']), Number(bar!.attributes['width'])];
  expect([read(x), read(x + width)]).toEqual([expect.closeTo(0.75, 3), expect.closeTo(0.89, 3)]);
  expect(description).toContain('a/0 0.82 (0.75 to 0.89); a/1 –');
});

test('paired dots have a line at no difference, and say why runs cannot be compared', () => {
  const { content, caption, description } = drawPairedDots({
    metric: 'rmse',
    goal: 'minimize',
    first: 'a/0',
    confidence: 0.95,
    others: [
      { run: 'a/1', folds: [-1, 3], mean: 1, interval: [-4, 6] },
      { run: 'b/0', folds: [], mean: null, interval: null, incomparable: 'other folds' },
    ],
  });
  const guide = elementsIn(content, 'path').find(({ attributes }) => attributes['class'] === 'guide')!;
  expect(across(content)(Number(/M([\d.]+) /.exec(guide.attributes['d']!)![1]))).toBeCloseTo(0, 2);
  expect(content).toContain('>not comparable: other folds</text>');
  expect(caption).toContain('Dots left of the dashed line are folds on which a/0 is better');
  expect(description).toContain('a/1 1 (-4 to 6); b/0 is not comparable (other folds)');
});

const leaderboard: DrawnLeaderboard = {
  metric: 'auc',
  goal: 'maximize',
  points: [
    { run: 'a/0', score: 0.8, public: 0.78, private: 0.77, refit: false },
    { run: 'a/1', score: 0.81, public: 0.82, private: null, refit: true },
    { run: 'a/2', score: 0.81, public: 0.82, private: null, refit: true },
  ],
  rankCorrelation: null,
};

test('a leaderboard has a dot for each public score and a ring for each private one', () => {
  const { content } = drawLeaderboard(leaderboard);
  const axes = axesIn(content);
  const marks = elementsIn(content, 'circle').filter(
    ({ attributes }) => attributes['data-run'] !== undefined,
  );
  expect(marks.map(({ attributes }) => [attributes['class'], attributes['data-value']])).toEqual([
    ['ring s1', '0.77'],
    ['dot s0', '0.78'],
    ['dot s0', '0.82'],
    ['dot s0', '0.82'],
  ]);
  for (const { attributes } of marks) {
    expect(axes.x(Number(attributes['cx']))).toBeCloseTo(Number(attributes['data-score']), 3);
    expect(axes.y(Number(attributes['cy']))).toBeCloseTo(Number(attributes['data-value']), 3);
  }
  const guide = elementsIn(content, 'path').find(
    ({ attributes }) => attributes['class'] === 'guide' && attributes['d']!.includes('L'),
  )!;
  for (const [, x, y] of placesOf(guide.attributes['d']!)) expect(axes.x(x)).toBeCloseTo(axes.y(y), 3);
});

test('names of runs are written where there is room alone', () => {
  const { content } = drawLeaderboard(leaderboard);
  const names = elementsIn(content, 'text').filter(({ attributes }) => attributes['class'] === 'halo');
  expect(names.map(({ inner }) => inner)).toEqual(['a/0', 'a/1']);
});

test('a timeline has a bar for each trial as long as it took, in a unit that suits', () => {
  const trial = { run: 'a/0', trial: 0, fold: null, state: 'complete', lane: 0, start: 0, end: 3600 };
  const { content, description } = drawTimeline({
    workers: 0,
    lanes: 2,
    seconds: 7200,
    stretches: [trial, { ...trial, run: 'a/1', trial: 1, state: 'failed', lane: 1, start: 1800, end: 7200 }],
    sessions: [{ start: 0, host: 'here', workers: 2 }],
  });
  const read = across(content);
  const bars = elementsIn(content, 'rect').filter(({ attributes }) => attributes['data-run'] !== undefined);
  const spans = bars.map(({ attributes }) => {
    const x = Number(attributes['x']);
    return [read(x), read(x + Number(attributes['width']))];
  });
  // In minutes; a bar ends a unit of the drawing before the next may begin.
  expect(spans.flat()).toEqual([0, 60, 30, 120].map((value) => expect.closeTo(value, -0.5) as number));
  expect(description).toBe('2 trials in 120.0 minutes, at most 2 at a time.');
});

test('a timeline of workers has a lane with a name for each, and a bar for each fold', () => {
  const fold = { run: 'a/0', trial: 0, fold: 0, state: 'complete', lane: 0, start: 0, end: 60 };
  const { content, description, caption } = drawTimeline({
    workers: 2,
    lanes: 3,
    seconds: 100,
    stretches: [
      fold,
      { ...fold, fold: 1, lane: 1, end: 90 },
      { ...fold, run: 'a/1', trial: 1, fold: null, state: 'running', lane: 2, end: 100 },
    ],
    sessions: [],
  });
  const bars = elementsIn(content, 'rect').filter(({ attributes }) => attributes['data-run'] !== undefined);
  expect(bars.map(({ attributes }) => attributes['data-fold'])).toEqual(['0', '1', undefined]);
  const tops = bars.map(({ attributes }) => Number(attributes['y']));
  const lanes = elementsIn(content, 'text').filter(({ attributes }) => attributes['text-anchor'] === 'end');
  expect(lanes.map(({ inner }) => inner)).toEqual(['worker 1', 'worker 2', 'seconds']);
  // A name stands beside its lane.
  for (const lane of [0, 1]) {
    expect(Math.abs(Number(lanes[lane]!.attributes['y']) - tops[lane]! - 10)).toBeLessThan(5);
  }
  expect(description).toBe('2 trials in 100.0 seconds, by 2 workers.');
  expect(caption).toContain('A lane without a name is a trial at work');
});
