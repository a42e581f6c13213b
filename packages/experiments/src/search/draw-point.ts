import type { Rng } from '@foldwise/core';
import { coordinateAt, numberAt } from './draw.ts';
import { isActive, optionCount, type Parameter, type Point } from './parameters.ts';
import { positionOf } from './position.ts';

/** The coordinate of the nearest value that a number with steps can have; any other coordinate as it is. */
export function snapped({ dimension }: Parameter, coordinate: number): number {
  const isStepped = (dimension.kind === 'float' || dimension.kind === 'int') && dimension.step !== undefined;
  return isStepped ? positionOf(dimension, numberAt(dimension, coordinate)) : coordinate;
}

/** Coordinates at random for what a point lacks and its branches need, and none for what lies in others. */
function completed(parameters: readonly Parameter[], point: Point, rng: Rng): Point {
  for (const [i, parameter] of parameters.entries()) {
    if (!isActive(parameters, point, parameter)) point[i] = NaN;
    else if (Number.isNaN(point[i]!))
      point[i] = snapped(parameter, coordinateAt(parameter.dimension, rng.uniform()));
  }
  return point;
}

/** Coordinates at random, by priors and weights. */
export function drawPoint(parameters: readonly Parameter[], rng: Rng): Point {
  return completed(parameters, new Float64Array(parameters.length).fill(NaN), rng);
}

/**
 * A point near another one: each number moved by a normal deviate of this size, or by a step where that is less, with probability ½; each
 * option or branch drawn anew with a probability of the size; at least one of them all.
 */
export function neighbourOf(parameters: readonly Parameter[], point: Point, size: number, rng: Rng): Point {
  const moved = point.slice();
  const active = parameters.flatMap((parameter, i) => (isActive(parameters, point, parameter) ? [i] : []));
  const surely = active[rng.below(Math.max(1, active.length))];
  for (const i of active) {
    const parameter = parameters[i]!;
    const { dimension } = parameter;
    const options = optionCount(dimension);
    const isMoved = rng.uniform() < (options > 0 ? size : 0.5) || i === surely;
    if (!isMoved) continue;
    if (options > 0) {
      moved[i] = otherOption(dimension.kind === 'ordinal', moved[i]!, options, rng);
      continue;
    }
    const before = moved[i]!;
    moved[i] = snapped(parameter, Math.min(1, Math.max(0, before + size * rng.normal())));
    if (moved[i] === before) moved[i] = stepAside(parameter, before, rng);
  }
  return completed(parameters, moved, rng);
}

/** Another option: of ordered ones a neighbour. */
export function otherOption(isOrdered: boolean, option: number, options: number, rng: Rng): number {
  if (options === 1) return option;
  if (!isOrdered) return (option + 1 + rng.below(options - 1)) % options;
  const next = option + (rng.uniform() < 0.5 ? -1 : 1);
  return next < 0 ? 1 : next >= options ? options - 2 : next;
}

/** The next value up or down of a number with steps, whose steps are larger than the move. */
export function stepAside(parameter: Parameter, position: number, rng: Rng): number {
  const { dimension } = parameter;
  if (dimension.kind !== 'float' && dimension.kind !== 'int') return position;
  const { step } = dimension;
  if (step === undefined) return position;
  const value = numberAt(dimension, position) + (rng.uniform() < 0.5 ? -step : step);
  return snapped(parameter, positionOf(dimension, Math.min(dimension.high, Math.max(dimension.low, value))));
}
