import type { Described, Goal, Json, Rng } from '@foldwise/core';
import type { SearchSpace } from './space.ts';
import type { Trial } from './trial.ts';

/** Everything that the decision to end a search may depend on. */
export interface StopContext {
  readonly space: SearchSpace;
  /** The number of the trial that would be the next, from 0. */
  readonly trial: number;
  /** Trials up to `trial − lag`, by number. */
  readonly history: readonly Trial[];
  readonly goal: Goal;
  /** The goal of each objective where there are several, the score's first; default: the score's alone. */
  readonly goals?: readonly Goal[];
  /** Whether parameters of the space obey the sweep's constraint; default: all do. */
  readonly allows?: (params: { readonly [name: string]: Json }) => boolean;
  /** Split for this decision alone. */
  readonly rng: Rng;
}

/**
 * Ends a search before all its trials were made: a pure function of its context. It gives the reason, in a few words, or `undefined` to go
 * on.
 *
 * A sweep asks before it begins a trial, in the order of their numbers; those that have begun are finished. Since it looks at the same
 * results whatever the number of workers, the search ends at the same trial. It is no part of the name of a study: with another rule the
 * same study goes on.
 */
export interface StoppingRule extends Described {
  /** Whether it is of use where there are several goals: it looks at all of them, or at no result. Default: it looks at the score. */
  readonly servesSeveralGoals?: boolean;
  stop(context: StopContext): string | undefined;
}
