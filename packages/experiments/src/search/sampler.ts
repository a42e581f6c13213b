import type { Described, Goal, Json, Rng } from '@foldwise/core';
import type { Params, SearchSpace } from './space.ts';
import type { PendingTrial, Trial } from './trial.ts';

/** Everything a suggestion may depend on. */
export interface SuggestContext<S extends SearchSpace = SearchSpace> {
  readonly space: S;
  /** The number of the trial to be made, from 0. */
  readonly trial: number;
  /** Trials up to `trial − lag`, by number; later ones are not shown even where they have finished. */
  readonly history: readonly Trial[];
  /** The trials between those and this one: suggested, and nothing known of their results. Default: none. */
  readonly pending?: readonly PendingTrial[];
  readonly goal: Goal;
  /** The goal of each objective where there are several, the score's first; default: the score's alone. */
  readonly goals?: readonly Goal[];
  /** Whether parameters of the space obey the sweep's constraint; default: all do. */
  readonly allows?: (params: { readonly [name: string]: Json }) => boolean;
  /** Split for this trial: the same for trial k of any run of the sweep. */
  readonly rng: Rng;
  /** Split for the whole sweep: the same for every trial (a grid's shuffle, a scramble). */
  readonly sweepRng: Rng;
}

/**
 * Proposes the parameters of a trial: a pure function of its context. `undefined`: the space is exhausted (a grid), and stays so for the
 * trials after it.
 *
 * A sweep asks once a trial, in the order of their numbers; after an interruption it asks again and must hear the same. So a sampler
 * keeps nothing between calls, draws from `rng` and `sweepRng` alone, and changes nothing it is shown. It may be asked about spaces it
 * has not met; `describeSampler` (in `@foldwise/experiments/testing`) examines all of this.
 */
export interface Sampler extends Described {
  /** One line for the user on how it will search a space, where that is not plain from its name. */
  explain?(space: SearchSpace, goals?: number): string;
  /** Whether it is of use where there are several goals: it looks at all of them, or at no result. Default: it looks at the score. */
  readonly servesSeveralGoals?: boolean;
  suggest<S extends SearchSpace>(context: SuggestContext<S>): Params<S> | undefined;
}
