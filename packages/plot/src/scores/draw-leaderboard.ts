import type { Goal } from '@foldwise/core/base';
import { axisFor } from '../chart/axis.ts';
import { chartFrame, LETTER } from '../chart/chart-frame.ts';
import { legendOf } from '../chart/legend.ts';
import { showNumber } from '../chart/show-number.ts';
import type { Chart, ChartSize } from '../svg/drawing.ts';
import { element, titled } from '../svg/element.ts';
import { escape } from '../svg/escape.ts';
import { round } from '../svg/round.ts';

/** What runs scored in cross-validation, and at Kaggle. */
export interface DrawnLeaderboard {
  readonly metric: string;
  readonly goal: Goal;
  readonly points: readonly {
    readonly run: string;
    readonly score: number;
    readonly public: number;
    readonly private: number | null;
    readonly refit: boolean;
  }[];
  /** Of the scores and the public ones; null of too few. */
  readonly rankCorrelation: number | null;
}

/**
 * A dot for each submission: its score in cross-validation across, the public one upwards, the private one as a ring where it is known, and a dashed line
 * where both would be the same.
 *
 * @example
 * drawLeaderboard(leaderboardPoints(await listRuns(home), await listSubmissions(home)));
 */
export function drawLeaderboard(
  { metric, points, rankCorrelation }: DrawnLeaderboard,
  { width = 480, height = 360 }: ChartSize = {},
): Chart {
  const isKnown = points.some((point) => point.private !== null);
  const legend = legendOf(
    [
      { mark: 'dot', style: 'dot s0', name: 'public' },
      ...(isKnown ? [{ mark: 'dot', style: 'ring s1', name: 'private' } as const] : []),
      { mark: 'line', style: 'guide', name: 'as in cross-validation' },
    ],
    64,
    width - 16,
  );
  const x = axisFor(points.map(({ score }) => score));
  const y = axisFor(
    points.flatMap((point) => [point.public, ...(point.private === null ? [] : [point.private])]),
  );
  const frame = chartFrame({
    x,
    y,
    xName: `${metric} in cross-validation`,
    yName: `${metric} at Kaggle`,
    width,
    height,
    above: legend.height,
  });
  // Where dots are, no name is.
  const taken = points.map((point): Box => {
    const cx = frame.across(point.score);
    return { left: cx - 6, right: cx + 6, y: frame.upwards(point.public) };
  });
  const marks = points.map((point) => {
    const cx = frame.across(point.score);
    const title = titled(
      `${point.run}${point.refit ? ', fitted on all rows' : ''}: ${showNumber(point.score)} in cross-validation, public ${showNumber(point.public)}${point.private === null ? '' : `, private ${showNumber(point.private)}`}`,
    );
    const data = { 'data-run': point.run, 'data-score': point.score };
    const ring =
      point.private === null
        ? ''
        : element(
            'circle',
            {
              class: 'ring s1',
              cx,
              cy: frame.upwards(point.private),
              r: 5,
              ...data,
              'data-value': point.private,
            },
            title,
          );
    const dot = element(
      'circle',
      { class: 'dot s0', cx, cy: frame.upwards(point.public), r: 4, ...data, 'data-value': point.public },
      title,
    );
    return (
      ring + dot + labelOf(point.run, cx, frame.upwards(point.public), x.share(point.score) > 0.6, taken)
    );
  });
  // The part of the line of equal scores that lies in the plane.
  const [low, high] = [Math.max(x.low, y.low), Math.min(x.high, y.high)];
  const guide =
    low < high
      ? `<path class="guide" d="M${frame.across(low)} ${frame.upwards(low)}L${frame.across(high)} ${frame.upwards(high)}"/>`
      : '';
  const ranks = rankCorrelation === null ? '' : `; rank correlation ${rankCorrelation.toFixed(2)}`;
  return {
    width,
    height,
    title: 'cross-validation and leaderboard',
    caption: `Where the dots rise with the scores in cross-validation, that can be relied on${ranks}.`,
    description: `${points.length} submissions by ${metric} in cross-validation and at Kaggle.`,
    content: [legend.content, frame.axes, guide, ...marks].join('\n'),
  };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** The name of a run beside its dot, where no other stands; it is told by the mark itself as well. */
function labelOf(run: string, cx: number, cy: number, isLeft: boolean, taken: Box[]): string {
  const width = run.length * LETTER;
  const box = { left: isLeft ? cx - 7 - width : cx + 7, right: isLeft ? cx - 7 : cx + 7 + width, y: cy - 5 };
  const isTaken = taken.some(
    ({ left, right, y }) => left < box.right && box.left < right && Math.abs(y - box.y) < 13,
  );
  if (isTaken) return '';
  taken.push(box);
  return `<text class="halo" x="${isLeft ? box.right : box.left}" y="${round(box.y)}" text-anchor="${isLeft ? 'end' : 'start'}">${escape(run)}</text>`;
}
