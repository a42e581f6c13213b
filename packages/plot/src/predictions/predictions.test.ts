import { expect, test } from 'vitest';
import { axesIn, elementsIn } from '../../test/read-chart.ts';
import { drawCalibration } from './draw-calibration.ts';
import { drawConfusion } from './draw-confusion.ts';
import { drawCorrelations } from './draw-correlations.ts';
import { drawPrecisionRecall } from './draw-precision-recall.ts';
import { drawResiduals } from './draw-residuals.ts';
import { drawRoc } from './draw-roc.ts';

const placesOf = (path: string) =>
  [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

test('a ROC curve runs through its points, and says its area', () => {
  const points = [
    { falsePositive: 0, truePositive: 0 },
    { falsePositive: 0.25, truePositive: 0.75 },
    { falsePositive: 1, truePositive: 1 },
  ];
  const { content, description } = drawRoc([{ name: 'a & b', points, area: 0.75 }]);
  const axes = axesIn(content);
  const line = elementsIn(content, 'path').find(({ attributes }) => attributes['data-name'] === 'a &amp; b')!;
  const read = placesOf(line.attributes['d']!).map(([x, y]) => [axes.x(x), axes.y(y)]);
  for (const [i, { falsePositive, truePositive }] of points.entries()) {
    expect(read[i]![0]).toBeCloseTo(falsePositive, 2);
    expect(read[i]![1]).toBeCloseTo(truePositive, 2);
  }
  expect(description).toContain('a & b 0.75');
  expect(content).toContain('a &amp; b, area 0.75');
});

test('precision falls in steps: between two recalls it is that of the next one', () => {
  const points = [
    { recall: 0, precision: 1 },
    { recall: 0.5, precision: 0.8 },
    { recall: 1, precision: 0.4 },
  ];
  const { content } = drawPrecisionRecall([{ name: 'yes', points, average: 0.6, base: 0.4 }]);
  const axes = axesIn(content);
  const { d } = elementsIn(content, 'path').find(
    ({ attributes }) => attributes['data-name'] === 'yes',
  )!.attributes;
  const steps = [...d!.matchAll(/V([\d.]+)H([\d.]+)/g)].map(([, y, x]) => [
    axes.x(Number(x)),
    axes.y(Number(y)),
  ]);
  expect(steps.flat()).toEqual([0.5, 0.8, 1, 0.4].map((value) => expect.closeTo(value, 2) as number));
  const guide = elementsIn(content, 'path').find(({ attributes }) => attributes['class'] === 'guide')!;
  expect(axes.y(Number(/ ([\d.]+)H/.exec(guide.attributes['d']!)![1]))).toBeCloseTo(0.4, 2);
});

test('a calibration has its dots and whiskers where the axes say', () => {
  const bins = [
    { predicted: 0.1, observed: 0.2, interval: [0.05, 0.4], rows: 20 },
    { predicted: 0.9, observed: 0.8, interval: [0.6, 0.95], rows: 30 },
  ] as const;
  const { content, description } = drawCalibration([{ name: 'yes', bins }]);
  const axes = axesIn(content);
  const dots = elementsIn(content, 'circle').filter(
    ({ attributes }) => attributes['data-value'] !== undefined,
  );
  expect(dots).toHaveLength(2);
  for (const [i, { attributes }] of dots.entries()) {
    expect(axes.x(Number(attributes['cx']))).toBeCloseTo(bins[i]!.predicted, 2);
    expect(axes.y(Number(attributes['cy']))).toBeCloseTo(bins[i]!.observed, 2);
  }
  const whiskers = elementsIn(content, 'path').filter(({ attributes }) =>
    attributes['class']?.includes('whisker'),
  );
  const [, low, high] = / ([\d.]+)V([\d.]+)/.exec(whiskers[0]!.attributes['d']!)!.map(Number);
  expect(axes.y(low!)).toBeCloseTo(0.05, 2);
  expect(axes.y(high!)).toBeCloseTo(0.4, 2);
  expect(description).toContain('Farthest off: yes says 0.1 on average where 0.2 of 20 rows are.');
});

test('a confusion matrix has a cell for each pair, in the colour of its share of the class', () => {
  const { content, description } = drawConfusion({
    classes: ['no', '<yes>'],
    counts: [
      [90, 10],
      [0, 4],
    ],
  });
  const cells = elementsIn(content, 'rect').map(({ attributes }) => [
    attributes['data-truth'],
    attributes['data-predicted'],
    attributes['data-value'],
    attributes['class'],
  ]);
  expect(cells).toEqual([
    ['no', 'no', '90', 'cell q9'],
    ['no', '&lt;yes&gt;', '10', 'cell q1'],
    ['&lt;yes&gt;', 'no', '0', 'track'],
    ['&lt;yes&gt;', '&lt;yes&gt;', '4', 'cell q9'],
  ]);
  expect(content).toContain('<title>no taken for &lt;yes&gt;: 10 of 100 (10 %)</title>');
  expect(description).toContain('94 of 104 rows are right (90 %)');
});

test('a confusion matrix of many classes fits, without words where there is no room', () => {
  const classes = Array.from({ length: 60 }, (_, i) => `a class with a long name, number ${i}`);
  const { content, width } = drawConfusion({
    classes,
    counts: classes.map((_, i) => classes.map((__, j) => i * j)),
  });
  expect(width).toBe(760);
  expect(elementsIn(content, 'rect')).toHaveLength(3600);
  expect(content).not.toMatch(/NaN|undefined|Infinity/);
});

test('residuals stand where the axes say, by powers of ten where the task is learned on log(1 + y)', () => {
  const points = [10, 100, 1000].map((predicted, row) => ({
    row,
    truth: predicted,
    predicted,
    residual: (row - 1) / 4,
  }));
  const trend = [
    { predicted: 10, low: -0.3, median: -0.25, high: -0.2 },
    { predicted: 1000, low: 0.2, median: 0.25, high: 0.3 },
  ];
  const histogram = { from: -0.25, to: 0.25, counts: [1, 2, 1] };
  const { content } = drawResiduals('price', {
    scale: 'log1p',
    points,
    rows: 3,
    mean: 0,
    sd: 0.25,
    trend,
    histogram,
  });
  const axes = axesIn(content, { x: true });
  const dots = elementsIn(content, 'circle').filter(({ attributes }) => attributes['data-row'] !== undefined);
  for (const { attributes } of dots) {
    expect(Math.log10(axes.x(Number(attributes['cx'])))).toBeCloseTo(
      Math.log10(Number(attributes['data-value'])),
      1,
    );
    expect(axes.y(Number(attributes['cy']))).toBeCloseTo(Number(attributes['data-score']), 2);
  }
  const bars = elementsIn(content, 'rect').filter(({ attributes }) => attributes['data-value'] !== undefined);
  const [first, second] = bars.map(({ attributes }) => Number(attributes['width']));
  expect(second! / first!).toBeCloseTo(2, 1);
});

test('correlations have a cell for each pair, coloured from the lowest that there is', () => {
  const matrix = [
    [1, 0.9, 0.8],
    [0.9, 1, 0.95],
    [0.8, 0.95, 1],
  ];
  const { content, description } = drawCorrelations({ runs: ['a/0', 'a/1', 'b/0'], matrix, of: 'errors' });
  const cells = elementsIn(content, 'rect').map(({ attributes }) => [
    attributes['data-value'],
    attributes['class'],
  ]);
  expect(cells.slice(0, 3)).toEqual([
    ['1', 'cell q9'],
    ['0.9', 'cell q5'],
    ['0.8', 'cell q0'],
  ]);
  expect(description).toContain('the least alike two correlate with 0.800');
  expect(drawCorrelations({ runs: ['a/0'], matrix: [[1]], of: 'errors' }).content).not.toMatch(
    /NaN|Infinity/,
  );
});
