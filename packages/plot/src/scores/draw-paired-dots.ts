import type { Goal } from '@foldwise/core/base';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { drawIntervals } from './draw-intervals.ts';

/** The differences of a run to others, fold by fold. */
export interface DrawnPairedDots {
  readonly metric: string;
  readonly goal: Goal;
  readonly first: string;
  readonly confidence: number;
  readonly others: readonly {
    readonly run: string;
    readonly folds: readonly (number | null)[];
    readonly mean: number | null;
    readonly interval: readonly [low: number, high: number] | null;
    readonly incomparable?: string;
  }[];
}

/**
 * A line for each other run: a dot for the difference on each fold, and their mean with its interval, beside a dashed line at no difference.
 *
 * @example
 * drawPairedDots(pairedDots([best, other], foldOverlap(home, best)));
 */
export function drawPairedDots(
  { metric, goal, first, confidence, others }: DrawnPairedDots,
  size: ChartSize = {},
): Chart {
  const name = `${metric} of ${first} less that of the other`;
  const drawing = drawIntervals(
    {
      guide: 0,
      name,
      lines: others.map(({ incomparable, ...other }) => ({
        ...other,
        label: other.run,
        ...(incomparable !== undefined && { note: `not comparable: ${incomparable}` }),
      })),
    },
    size,
  );
  const said = others.map(({ run, mean, interval, incomparable }) => {
    if (incomparable !== undefined) return `${run} is not comparable (${incomparable})`;
    const span = interval === null ? '' : ` (${showNumber(interval[0])} to ${showNumber(interval[1])})`;
    return `${run} ${showNumber(mean)}${span}`;
  });
  return {
    ...drawing,
    title: `${first} less others, by fold`,
    caption: `Dots ${goal === 'maximize' ? 'right' : 'left'} of the dashed line are folds on which ${first} is better; where an interval of ${Math.round(100 * confidence)} % holds 0, the folds do not tell.`,
    description: `Mean differences: ${said.join('; ')}.`,
  };
}
