import { exp, normalCdf, normalQuantile, type Json, type Rng } from '@foldwise/core';
import { latticeSize, latticeValue, nearestValue } from './lattice.ts';
import { logEnds, positionOf } from './position.ts';
import type { Dimension, Float, Int, OneOf, SearchSpace } from './space.ts';

function linearAt(dimension: Float | Int, u: number): number {
  const { low, high, step } = dimension;
  if (step !== undefined) return latticeValue(dimension, Math.floor(u * latticeSize(dimension)));
  // Not low + u (high − low), which overflows for bounds near the largest number.
  return nearestValue(dimension, low * (1 - u) + high * u);
}

/**
 * Log-uniform. With steps, each value gets what lies within half a step of it, so that the ends get their share as well; where half a
 * step below low is at or below 0, half of low takes its place.
 */
function logAt(dimension: Float | Int, u: number): number {
  const [from, to] = logEnds(dimension);
  return nearestValue(dimension, exp(from + u * (to - from)));
}

/**
 * The value of a number dimension at a point u in [0, 1) of its scale: uniform u give values that are uniform on a linear scale, or
 * uniform in the logarithm.
 *
 * @example
 * numberAt(float(1e-4, 1, { scale: 'log' }), 0.5); // 0.01
 */
export function numberAt(dimension: Float | Int, u: number): number {
  return dimension.scale === 'log' ? logAt(dimension, u) : linearAt(dimension, u);
}

/** The share u of a prior's probability, as a position from 0 to 1 on the dimension's scale; without a prior, u itself. */
function priorPosition(dimension: Float | Int, u: number): number {
  const { prior } = dimension;
  if (prior === undefined) return u;
  const center = positionOf(dimension, prior.center);
  const below = normalCdf(-center / prior.spread);
  const above = normalCdf((1 - center) / prior.spread);
  const position = center + prior.spread * normalQuantile(below * (1 - u) + above * u);
  return Math.min(1, Math.max(0, position));
}

/** Which option or branch the share u of the weights falls on. */
function optionAt(count: number, weights: readonly number[] | undefined, u: number): number {
  if (weights === undefined) return Math.min(count - 1, Math.floor(u * count));
  let rest = u * weights.reduce((sum, weight) => sum + weight, 0);
  const option = weights.findIndex((weight) => (rest -= weight) < 0);
  return option === -1 ? count - 1 : option;
}

/**
 * What random search draws of a dimension for u in [0, 1): a number by its prior, an option by the weights, the name of a branch.
 *
 * @example
 * valueAt(choice('relu', 'gelu'), 0.7); // 'gelu'
 */
export function valueAt(dimension: Exclude<Dimension, OneOf>, u: number): Json {
  if (dimension.kind === 'float' || dimension.kind === 'int')
    return numberAt(dimension, priorPosition(dimension, u));
  return dimension.options[optionAt(dimension.options.length, dimension.weights, u)]!;
}

/** The branch that random search takes for u in [0, 1). */
export function branchAt({ branches, weights }: OneOf, u: number): string {
  const kinds = Object.keys(branches);
  return kinds[optionAt(kinds.length, weights, u)]!;
}

/** The same as a coordinate: a position on the scale, or an option's index. */
export function coordinateAt(dimension: Dimension, u: number): number {
  switch (dimension.kind) {
    case 'float':
    case 'int':
      return priorPosition(dimension, u);
    case 'oneOf':
      return optionAt(Object.keys(dimension.branches).length, dimension.weights, u);
    default:
      return optionAt(dimension.options.length, dimension.weights, u);
  }
}

/** A value of a dimension at random. */
export function drawValue(dimension: Dimension, rng: Rng): Json {
  if (dimension.kind !== 'oneOf') return valueAt(dimension, rng.uniform());
  const kind = branchAt(dimension, rng.uniform());
  return { kind, ...drawParams(dimension.branches[kind]!, rng.split(kind)) };
}

/** A value of each dimension at random; a dimension's own stream is split by its name, so that adding one moves no other. */
export function drawParams(space: SearchSpace, rng: Rng): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(space).map(([name, dimension]) => [name, drawValue(dimension, rng.split(name))]),
  );
}
