import type { Goal } from '@foldwise/core/base';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { drawIntervals } from './draw-intervals.ts';

/** The fold scores of runs. */
export interface DrawnFoldDots {
  readonly metric: string;
  readonly goal: Goal;
  readonly confidence: number;
  readonly runs: readonly {
    readonly run: string;
    /** On all rows at once; null where there is none. */
    readonly score: number | null;
    readonly folds: readonly (number | null)[];
    readonly mean: number | null;
    readonly interval: readonly [low: number, high: number] | null;
  }[];
}

/**
 * A line for each run: a dot for each fold, their mean with its interval, and a ring at the score on all rows at once.
 *
 * @example
 * drawFoldDots(foldDots(rows, foldOverlap(home, rows[0])));
 */
export function drawFoldDots({ metric, goal, confidence, runs }: DrawnFoldDots, size: ChartSize = {}): Chart {
  const percent = Math.round(100 * confidence);
  const legend = legendOf(
    [
      { mark: 'dot', style: 'dot s0 rimmed', name: 'fold' },
      { mark: 'tick', style: 'line s0', name: 'mean of the folds' },
      { mark: 'patch', style: 'area s0 faint', name: `its interval, ${percent} %` },
      { mark: 'dot', style: 'ring s1', name: 'all rows at once' },
    ],
    0,
    size.width ?? 640,
  );
  const { width, height, content } = drawIntervals(
    { lines: runs.map((run) => ({ ...run, label: run.run })), name: metric },
    size,
  );
  const said = runs.map(({ run, mean, interval }) =>
    interval === null
      ? `${run} ${showNumber(mean)}`
      : `${run} ${showNumber(mean)} (${showNumber(interval[0])} to ${showNumber(interval[1])})`,
  );
  return {
    width,
    height: height + legend.height,
    title: `${metric} by fold`,
    caption: `${goal === 'maximize' ? 'Higher' : 'Lower'} is better; intervals allow for the training rows that folds have in common.`,
    description: `Mean of the folds with its interval of ${percent} %: ${said.slice(0, 12).join('; ')}.`,
    content: `${legend.content}<g transform="translate(0 ${legend.height})">${content}</g>`,
  };
}
