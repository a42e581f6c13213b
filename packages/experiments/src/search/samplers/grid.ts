import { FoldwiseError, type Json } from '@foldwise/core';
import { asParams } from '../as-params.ts';
import { type Grid, gridOfSpace } from '../grid-of.ts';
import type { Sampler, SuggestContext } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';

/** How a grid is laid and walked. */
export interface GridOptions {
  /**
   * How many values of a float without steps, evenly spaced on its scale, and at most of an int on a log scale without steps; any other
   * number is tried step by step. Without it a float without steps is an error.
   */
  readonly points?: number;
  /** Walk in random order, so that a search which is stopped early has seen a bit of everything; default false. */
  readonly shuffle?: boolean;
}

const mostPoints = 100_000;
/** What goes through the whole grid does so anew for each trial, since a sampler keeps nothing between them: it must stay cheap. */
const mostListed = 2 ** 22;

function checkPoints(points: number): void {
  if (Number.isInteger(points) && points >= 1 && points <= mostPoints) return;
  throw new FoldwiseError(
    `expected points as a whole number from 1 to ${mostPoints}, got ${String(points)}`,
    {
      code: 'input',
      where: 'gridSampler',
      hint: 'pass points: 5',
    },
  );
}

function checkWalkable(grid: Grid, what: string): void {
  if (grid.size <= mostListed) return;
  throw new FoldwiseError(`expected at most ${mostListed} combinations to ${what}, got ${grid.size}`, {
    code: 'input',
    where: 'gridSampler',
    hint: 'lower points, or use randomSampler()',
  });
}

type Named = { readonly [name: string]: Json };

/** The combination of a trial: of those that the constraint allows, the one of its number. */
function combination(
  grid: Grid<Named>,
  { trial, sweepRng, allows }: SuggestContext,
  shuffle: boolean,
): Named | undefined {
  if (trial >= grid.size) return undefined;
  if (shuffle) checkWalkable(grid, 'shuffle');
  const order = shuffle ? sweepRng.split('grid').permutation(grid.size) : undefined;
  const at = (place: number): Named => grid.at(order === undefined ? place : order[place]!);
  if (allows === undefined) return at(trial);
  checkWalkable(grid, 'hold against a constraint');
  let allowed = 0;
  for (let place = 0; place < grid.size; place++) {
    const params = at(place);
    if (allows(params) && allowed++ === trial) return params;
  }
  return undefined;
}

/**
 * Tries every combination of the dimensions' values once, then has nothing more to suggest. A branch of a `oneOf` is combined with its
 * own parameters alone; what the sweep's constraint refuses is left out.
 *
 * @throws FoldwiseError (`input`) for `points` that are no whole number; on suggesting, for a float without steps where `points` is left
 * out, and for a grid of more than 2²² combinations that is to be shuffled or has a constraint.
 * @example
 * const sampler = gridSampler({ points: 5 });
 */
export function gridSampler(options: GridOptions = {}): Sampler {
  const { points, shuffle = false } = options;
  if (points !== undefined) checkPoints(points);
  return Object.freeze({
    spec: Object.freeze({ kind: 'grid', ...(points !== undefined && { points }), shuffle }),
    servesSeveralGoals: true,
    suggest: <S extends SearchSpace>(context: SuggestContext<S>): Params<S> | undefined => {
      const grid = gridOfSpace(context.space, points);
      const params = combination(grid, context, shuffle);
      return params === undefined ? undefined : asParams(context.space, params, 'gridSampler');
    },
  });
}
