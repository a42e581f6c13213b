import { numberAt } from '../draw.ts';
import type { Parameter } from '../parameters.ts';
import { positionOf, shareOf } from '../position.ts';
import type { EdgesAt } from './margin.ts';

/** A number or an order of options as an axis from 0 to 1: each value with steps, and each option, has a share of it. */
export interface SearchAxis {
  /** Where good values are expected before anything is known, and within how much of the axis. */
  readonly center: number;
  readonly spread: number;
  /** Where values have steps. */
  readonly edges?: EdgesAt;
  /** Where a coordinate of a `Point` lies, in the middle of its share. */
  positionOf(coordinate: number): number;
  /** The coordinate of a `Point` at a position, brought inside. */
  coordinateAt(position: number): number;
  /** The coordinate that a value has in a trial's record when it was suggested from this one. */
  recordedAs(coordinate: number): number;
}

/** How far a prior may narrow the beginning: a search that begins on a needle's point learns nothing. */
const leastSpread = 0.01;

function inside(position: number): number {
  return Math.min(1, Math.max(0, position));
}

function ordinalAxis(options: number, weights: readonly number[] | undefined): SearchAxis {
  const middle = (option: number): number => (option + 0.5) / options;
  const optionAt = (position: number): number =>
    Math.min(options - 1, Math.floor(inside(position) * options));
  const shares = weights ?? Array.from({ length: options }, () => 1);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return {
    center: shares.reduce((sum, share, option) => sum + (share / whole) * middle(option), 0),
    spread: Infinity,
    positionOf: middle,
    coordinateAt: optionAt,
    recordedAs: (coordinate) => coordinate,
    edges: (position) => {
      const option = optionAt(position);
      const [from, to] = [option / options, (option + 1) / options];
      return [option === 0 ? to : from, option === options - 1 ? from : to];
    },
  };
}

/** The axis of a parameter that is searched as one; undefined for what has no order, or one value. */
export function searchAxisOf({ dimension }: Parameter): SearchAxis | undefined {
  if (dimension.kind === 'ordinal')
    return dimension.options.length > 1
      ? ordinalAxis(dimension.options.length, dimension.weights)
      : undefined;
  if ((dimension.kind !== 'float' && dimension.kind !== 'int') || dimension.low === dimension.high)
    return undefined;
  const { low, high, prior, step } = dimension;
  return {
    center: prior === undefined ? 0.5 : inside(positionOf(dimension, prior.center)),
    spread: prior === undefined ? Infinity : Math.max(leastSpread, prior.spread),
    positionOf: (coordinate) => coordinate,
    coordinateAt: inside,
    recordedAs: (coordinate) => positionOf(dimension, numberAt(dimension, coordinate)),
    ...(step !== undefined && {
      edges: (position: number): readonly [number, number] => {
        const value = numberAt(dimension, inside(position));
        const [from, to] = shareOf(dimension, value);
        return [value <= low ? to : from, value >= high ? from : to];
      },
    }),
  };
}
