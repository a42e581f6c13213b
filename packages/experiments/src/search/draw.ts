import { exp, log, type Json, type Rng } from '@foldwise/core';
import { latticeSize, latticeValue, nearestValue } from './lattice.ts';
import type { Choice, Dimension, Float, Int, OneOf, SearchSpace } from './space.ts';

/** One of `count` whole numbers from 0 for u in [0, 1). */
function indexAt(count: number, u: number): number {
  return Math.min(count - 1, Math.floor(u * count));
}

function linearAt(dimension: Float | Int, u: number): number {
  const { low, high, step } = dimension;
  if (step !== undefined) return latticeValue(dimension, indexAt(latticeSize(dimension), u));
  // Not low + u (high − low), which overflows for bounds near the largest number.
  return nearestValue(dimension, low * (1 - u) + high * u);
}

/**
 * Log-uniform. With steps, each value gets what lies within half a step of it, so that the ends get their share as well; where half a
 * step below low is at or below 0, half of low takes its place.
 */
function logAt(dimension: Float | Int, u: number): number {
  const { low, high, step = 0 } = dimension;
  const from = log(Math.max(low - step / 2, low / 2));
  const to = log(high + step / 2);
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

function drawOption({ options }: Choice, rng: Rng): Json {
  return options[indexAt(options.length, rng.uniform())]!;
}

function drawBranch({ branches }: OneOf, rng: Rng): Json {
  const kinds = Object.keys(branches);
  const kind = kinds[indexAt(kinds.length, rng.uniform())]!;
  return { kind, ...drawParams(branches[kind]!, rng.split(kind)) };
}

/** A value of a dimension at random. */
export function drawValue(dimension: Dimension, rng: Rng): Json {
  if (dimension.kind === 'choice') return drawOption(dimension, rng);
  if (dimension.kind === 'oneOf') return drawBranch(dimension, rng);
  return numberAt(dimension, rng.uniform());
}

/** A value of each dimension at random; a dimension's own stream is split by its name, so that adding one moves no other. */
export function drawParams(space: SearchSpace, rng: Rng): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(space).map(([name, dimension]) => [name, drawValue(dimension, rng.split(name))]),
  );
}
