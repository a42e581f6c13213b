import { expect, test } from 'vitest';
import {
  type Chart,
  drawCalibration,
  drawConfusion,
  drawContour,
  drawCorrelations,
  drawCurves,
  drawFoldDots,
  drawHistory,
  drawImportance,
  drawLeaderboard,
  drawPairedDots,
  drawParallel,
  drawPrecisionRecall,
  drawResiduals,
  drawRoc,
  drawSlice,
  drawTimeline,
  svgChart,
} from './index.ts';

const metric = { metric: 'rmse', goal: 'minimize' } as const;
const one = { kind: 'number', name: 'a', scale: 'log', low: 1, high: 1, whole: true } as const;
const none = { kind: 'options', name: 'b', options: [] } as const;
const trial = { run: 'a/0', trial: 0, state: 'complete', score: 1, values: [1, null] };
const row = { row: 0, truth: 0, predicted: 0, residual: 0 };

/** A study that has just begun has nothing to draw, and one of a single trial hardly anything. */
const charts: Readonly<Record<string, () => Chart>> = {
  history: () => drawHistory({ ...metric, usual: null, trials: [], best: [] }),
  'parallel without trials': () => drawParallel({ ...metric, usual: null, parameters: [], trials: [] }),
  'parallel of one': () =>
    drawParallel({ ...metric, usual: [1, 1], parameters: [one, none], trials: [trial] }),
  'slice without options': () => drawSlice({ ...metric, usual: null, parameters: [none], trials: [] }, 'b'),
  'slice of one value': () =>
    drawSlice({ ...metric, usual: [1, 1], parameters: [one], trials: [trial] }, 'a'),
  'contour without options': () =>
    drawContour({
      ...metric,
      usual: null,
      x: one,
      y: none,
      columns: 1,
      rows: 0,
      cells: [],
      method: '',
      trials: [],
    }),
  'contour of one': () =>
    drawContour({
      ...metric,
      usual: [1, 1],
      x: one,
      y: one,
      columns: 1,
      rows: 1,
      cells: [1],
      method: '',
      trials: [{ run: 'a/0', x: 1, y: 1, score: 1 }],
    }),
  importance: () => drawImportance([]),
  timeline: () => drawTimeline({ workers: 0, lanes: 0, seconds: 0, stretches: [], sessions: [] }),
  curves: () => drawCurves({ metric: 'rmse', unit: null, runs: [] }),
  folds: () => drawFoldDots({ ...metric, confidence: 0.95, runs: [] }),
  differences: () => drawPairedDots({ ...metric, first: 'a/0', confidence: 0.95, others: [] }),
  leaderboard: () => drawLeaderboard({ ...metric, points: [], rankCorrelation: null }),
  roc: () => drawRoc([]),
  'precision and recall': () => drawPrecisionRecall([{ name: 'yes', points: [], average: 0, base: 0 }]),
  calibration: () => drawCalibration([{ name: 'yes', bins: [] }]),
  confusion: () => drawConfusion({ classes: [], counts: [] }),
  'confusion of no row': () =>
    drawConfusion({
      classes: ['a', 'b'],
      counts: [
        [0, 0],
        [0, 0],
      ],
    }),
  correlations: () => drawCorrelations({ runs: [], matrix: [], of: 'errors' }),
  'residuals of one row': () =>
    drawResiduals('y', {
      scale: 'log1p',
      points: [row],
      rows: 1,
      mean: 0,
      sd: 0,
      histogram: { from: 0, to: 0, counts: [1] },
      trend: [],
    }),
};

test.each(Object.keys(charts))(
  '%s: of nothing, or hardly anything, there is a chart with a size and no NaN',
  (name) => {
    const chart = charts[name]!();
    expect(chart.width).toBeGreaterThan(0);
    expect(chart.height).toBeGreaterThan(0);
    expect(svgChart(chart)).not.toMatch(/NaN|Infinity|undefined/);
  },
);
