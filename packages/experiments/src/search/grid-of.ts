import { exp, FoldwiseError, log, type Json } from '@foldwise/core';
import { latticeSize, latticeValue, nearestValue, tidy } from './lattice.ts';
import type { Dimension, Float, Int, OneOf, SearchSpace } from './space.ts';

/** Values in a row, made when they are asked for: a grid of billions costs nothing. */
export interface Grid<T extends Json = Json> {
  readonly size: number;
  /** The value number i, from 0. */
  at(i: number): T;
}

type Named = { readonly [name: string]: Json };

function listed(values: readonly Json[]): Grid {
  return { size: values.length, at: (i) => values[i]! };
}

/** The point number i of `points` from low to high, evenly spaced on the scale; the middle where there is but one. */
function spaced({ low, high, scale }: Float | Int, points: number, i: number): number {
  const part = points === 1 ? 0.5 : i / (points - 1);
  if (part === 0) return low;
  if (part === 1) return high;
  if (scale === 'log') return tidy(exp(log(low) + part * (log(high) - log(low))));
  return tidy(low * (1 - part) + high * part);
}

/** Whether every step is meant: the user stated them, or they are whole numbers on a linear scale. */
function isWalked({ kind, scale, step }: Float | Int): boolean {
  return kind === 'int' ? scale === 'linear' || step !== 1 : step !== undefined;
}

function numberGrid(dimension: Float | Int, points: number | undefined, where: string): Grid {
  const size = dimension.low === dimension.high ? 1 : latticeSize(dimension);
  if (points === undefined && size === Infinity) {
    throw new FoldwiseError(
      'expected a number of values to try, since any between low and high is possible',
      {
        code: 'input',
        where,
        hint: 'pass a step, float(0, 1, { step: 0.25 }), or points to the sampler, gridSampler({ points: 5 })',
      },
    );
  }
  if (points === undefined || size <= points || isWalked(dimension)) {
    return { size, at: (i) => latticeValue(dimension, i) };
  }
  const values = Array.from({ length: points }, (_, i) =>
    nearestValue(dimension, spaced(dimension, points, i)),
  );
  // On a log scale, the lowest points can fall on one and the same step.
  return listed([...new Set(values)]);
}

function branchGrid({ branches }: OneOf, points: number | undefined, where: string): Grid<Named> {
  const parts = Object.entries(branches).map(([kind, branch]) => ({
    kind,
    grid: gridOfSpace(branch, points, `${where}.${kind}`),
  }));
  const at = (i: number): Named => {
    let rest = i;
    for (const { kind, grid } of parts) {
      if (rest < grid.size) return { kind, ...grid.at(rest) };
      rest -= grid.size;
    }
    throw new RangeError(`grid point ${i} of ${parts.length} branches`);
  };
  return { size: parts.reduce((sum, { grid }) => sum + grid.size, 0), at };
}

/**
 * The values of a dimension that a grid tries: each option, each step, each point of each branch.
 *
 * @param points how many values of a float without steps, evenly spaced on its scale with both ends (it stands for infinitely many, so
 * it needs them), and at most of an int on a log scale without steps. Any other number is tried step by step.
 * @throws FoldwiseError (`input`) for a float without steps where `points` is left out.
 * @example
 * gridOf(float(0.001, 1, { scale: 'log' }), 4); // 0.001, 0.01, 0.1, 1
 */
export function gridOf(dimension: Dimension, points?: number, where = 'gridOf'): Grid {
  if (dimension.kind === 'choice' || dimension.kind === 'ordinal') return listed(dimension.options);
  if (dimension.kind === 'oneOf') return branchGrid(dimension, points, where);
  return numberGrid(dimension, points, where);
}

/**
 * Every combination of the values of a space's dimensions, once; the last dimension changes fastest.
 *
 * @example
 * gridOfSpace({ a: int(1, 2), b: choice('x', 'y') }).at(1); // { a: 1, b: 'y' }
 */
export function gridOfSpace(space: SearchSpace, points?: number, where = 'space'): Grid<Named> {
  const parts = Object.entries(space).map(([name, dimension]) => ({
    name,
    grid: gridOf(dimension, points, `${where}.${name}`),
  }));
  const at = (i: number): Named => {
    let rest = i;
    const values = parts.toReversed().map(({ name, grid }): [string, Json] => {
      const digit = rest % grid.size;
      rest = (rest - digit) / grid.size;
      return [name, grid.at(digit)];
    });
    return Object.fromEntries(values.toReversed());
  };
  return { size: parts.reduce((product, { grid }) => product * grid.size, 1), at };
}
