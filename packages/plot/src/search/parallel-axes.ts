import type { Axis } from '../chart/axis.ts';
import { axisFor } from '../chart/axis.ts';
import type { ChartSize } from '../svg/drawing.ts';
import { round } from '../svg/round.ts';
import { axisOfParameter, type SearchedTrials } from './searched-trials.ts';

/** One of the upright axes of parallel coordinates, in units of the drawing. */
export interface ParallelAxis {
  /** A parameter's name; of the last one the metric's. */
  readonly name: string;
  readonly kind: 'number' | 'options' | 'score';
  /** What the axis is marked with. */
  readonly ticks: Axis['ticks'];
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  /** How far up a value lies, 0 at the bottom, 1 at the top; of options by their index. */
  readonly share: (value: number) => number;
  /** The value that lies so far up. */
  readonly valueAt: (share: number) => number;
}

/** How large parallel coordinates are: as wide as there are axes unless said. */
export function parallelSize(
  { parameters }: SearchedTrials,
  { width, height = 400 }: ChartSize,
): Required<ChartSize> {
  return { width: width ?? Math.max(640, 130 * (parameters.length + 1)), height };
}

/**
 * Where the axes of parallel coordinates stand, for who brushes over the drawing: those of the parameters, then that of the score, of which
 * better is further up.
 *
 * @example
 * const [rate] = parallelAxes(searched, { width: 900 });
 * const chosen = rate.valueAt((rate.bottom - pointer.y) / (rate.bottom - rate.top));
 */
export function parallelAxes(searched: SearchedTrials, size: ChartSize = {}): readonly ParallelAxis[] {
  const { metric, goal, usual, parameters } = searched;
  const { width, height } = parallelSize(searched, size);
  const score = axisFor(usual ?? []);
  // Better is up.
  const upright: Axis =
    goal === 'maximize'
      ? score
      : { ...score, share: (value) => 1 - score.share(value), at: (share) => score.at(1 - share) };
  const columns = [
    ...parameters.map((parameter) => ({
      name: parameter.name,
      kind: parameter.kind,
      axis: axisOfParameter(parameter),
    })),
    { name: metric, kind: 'score' as const, axis: upright },
  ];
  const [left, right] = [64, width - 72];
  return columns.map(({ name, kind, axis }, i) => ({
    name,
    kind,
    ticks: axis.ticks,
    x: round(left + (columns.length === 1 ? 0 : (i / (columns.length - 1)) * (right - left))),
    top: 56,
    bottom: height - 16,
    share: (value) => Math.min(1, Math.max(0, axis.share(value))),
    valueAt: (share) => axis.at(share),
  }));
}

/** A name in so many letters, from its end: of a branch's parameter (`optimizer.sgd.momentum`) the last parts tell it apart. */
export function shortName(name: string, letters: number): string {
  if (name.length <= letters) return name;
  const dot = name.indexOf('.');
  return dot === -1 ? `…${name.slice(1 - Math.max(2, letters))}` : shortName(name.slice(dot + 1), letters);
}
