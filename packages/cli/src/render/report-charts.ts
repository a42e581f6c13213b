import type { Report } from '@foldwise/experiments';
import type { Chart } from '@foldwise/plot';
import {
  drawCalibration,
  drawConfusion,
  drawContour,
  drawCorrelations,
  drawCurves,
  drawFoldDots,
  drawHistory,
  drawImportance,
  drawLayers,
  drawLeaderboard,
  drawPairedDots,
  drawParallel,
  drawPrecisionRecall,
  drawResiduals,
  drawRoc,
  drawSlice,
} from '@foldwise/plot';
import { count } from './number.ts';

/** A chart of a report, by the name of its file. */
export interface ReportChart {
  readonly name: string;
  /** In which part of the report it stands. */
  readonly part: 'score' | 'search' | 'training' | 'errors' | 'leaderboard';
  readonly chart: Chart;
}

/** Parameters that are drawn by themselves: those that explain most. */
const MOST_SLICES = 6;
/** Three or two beside each other fill the page. */
const third = { width: 348 };
const half = { width: 540 };
/** Classes whose curves can be told apart. */
const MOST_CURVES = 6;

/** Every chart that there is something to draw for, in the order of the report. */
export function reportCharts(report: Report): readonly ReportChart[] {
  return [
    ...scoreCharts(report),
    ...searchCharts(report),
    ...trainingCharts(report),
    ...errorCharts(report),
    ...leaderboardCharts(report),
  ];
}

function scoreCharts({ folds, pairs }: Report): readonly ReportChart[] {
  return [
    ...(folds.runs.some((run) => run.folds.length > 0)
      ? [{ name: 'folds', part: 'score', chart: drawFoldDots(folds, half) } as const]
      : []),
    ...(pairs.others.length > 0
      ? [{ name: 'differences', part: 'score', chart: drawPairedDots(pairs, half) } as const]
      : []),
  ];
}

function searchCharts({ search }: Report): readonly ReportChart[] {
  if (search === null) return [];
  const part = 'search' as const;
  const { history, trials, importances, contour } = search;
  const ranked = (importances ?? []).toSorted((a, b) => b.variance - a.variance).map(({ name }) => name);
  const names = importances === null ? trials.parameters.map(({ name }) => name) : ranked;
  return [
    { name: 'history', part, chart: drawHistory(history, { width: 640, height: 340 }) },
    ...(importances === null
      ? []
      : [{ name: 'importance', part, chart: drawImportance(importances, { width: 440 }) }]),
    ...(trials.parameters.length > 0
      ? [
          {
            name: 'parallel',
            part,
            chart: drawParallel(trials, {
              width: Math.min(1112, Math.max(640, 112 * (trials.parameters.length + 1))),
            }),
          },
        ]
      : []),
    ...names.slice(0, MOST_SLICES).map((name) => ({
      name: `slice-${name}`,
      part,
      chart: drawSlice(trials, name, { ...third, height: 270 }),
    })),
    ...(contour === null ? [] : [{ name: 'contour', part, chart: drawContour(contour) }]),
  ];
}

function trainingCharts({ curves, run }: Report): readonly ReportChart[] {
  const part = 'training' as const;
  const layers = run.layers ?? [];
  const parameters = layers
    .filter(({ depth }) => depth === 0)
    .reduce((sum, layer) => sum + layer.parameters, 0);
  return [
    ...(curves.runs.length > 0
      ? [
          {
            name: 'curves',
            part,
            chart: drawCurves(curves, { width: 640, logarithmic: fallsByMuch(curves) }),
          },
        ]
      : []),
    ...(layers.length > 0
      ? [
          {
            name: 'network',
            part,
            chart: {
              ...drawLayers(layers),
              title: 'network',
              caption: 'Layers of the first fold, with what goes in and comes out for a row.',
              description: `${count(layers.length, 'layer')}, ${count(parameters, 'parameter')}.`,
            },
          },
        ]
      : []),
  ];
}

function errorCharts({ diagnostics, correlations }: Report): readonly ReportChart[] {
  const part = 'errors' as const;
  const alike =
    correlations === null || correlations.runs.length < 2
      ? []
      : [
          {
            name: 'correlations',
            part,
            chart: drawCorrelations({ runs: correlations.runs, matrix: correlations.errors, of: 'errors' }),
          },
        ];
  if (diagnostics === null) return alike;
  if (diagnostics.kind === 'numbers') {
    const residuals = diagnostics.targets.map(({ name, residuals: of }) => ({
      name: `residuals-${name}`,
      part,
      chart: drawResiduals(name, of),
    }));
    return [...residuals, ...alike];
  }
  // Of many classes the ones that are told apart worst.
  const classes = diagnostics.classes.toSorted((a, b) => a.roc.area - b.roc.area).slice(0, MOST_CURVES);
  const named = diagnostics.classes.filter((each) => classes.includes(each));
  return [
    { name: 'confusion', part, chart: drawConfusion(diagnostics.confusion) },
    ...(named.length === 0
      ? []
      : [
          {
            name: 'roc',
            part,
            chart: drawRoc(
              named.map(({ name, roc }) => ({ name, ...roc })),
              third,
            ),
          },
          {
            name: 'precision-recall',
            part,
            chart: drawPrecisionRecall(
              named.map(({ name, precisionRecall }) => ({ name, ...precisionRecall })),
              third,
            ),
          },
          {
            name: 'calibration',
            part,
            chart: drawCalibration(
              named.map(({ name, calibration }) => ({ name, ...calibration })),
              third,
            ),
          },
        ]),
    ...alike,
  ];
}

function leaderboardCharts({ leaderboard }: Report): readonly ReportChart[] {
  return leaderboard === null
    ? []
    : [{ name: 'leaderboard', part: 'leaderboard', chart: drawLeaderboard(leaderboard) }];
}

/** Losses that fall by so much that the end of training could not be told from the axis. */
function fallsByMuch({ unit, runs }: Report['curves']): boolean {
  const values = runs.flatMap(({ folds }) =>
    folds.flatMap((fold) => fold.values.filter((value) => value !== null)),
  );
  return (
    unit === 'loss' && values.every((value) => value > 0) && Math.max(...values) > 30 * Math.min(...values)
  );
}
