import type { Trial } from '../trial.ts';
import { broughtNear } from './distribution.ts';
import type { Run } from './restart.ts';
import { after, drawnFor, positionsOf, type Placed, type Plan, type Stage } from './stage.ts';

/** How far a search has been gone through, at the end of a generation. */
export interface Progress {
  /** What the next trial is drawn from, unless a later stage's trials are known by then. */
  readonly origin: Stage;
  readonly later: readonly { readonly stage: Stage; readonly end: number }[];
  readonly current: Stage;
}

/** Takes trials one by one, in the order of their numbers. */
export class Walk {
  readonly #plan: Plan;
  readonly #lag: number;
  readonly #first: Run;
  #progress: Progress;
  #generation = new Map<Trial, Float64Array>();

  constructor(plan: Plan, lag: number, first: Run, progress: Progress) {
    this.#plan = plan;
    this.#lag = lag;
    this.#first = first;
    this.#progress = progress;
  }

  get progress(): Progress {
    return this.#progress;
  }

  /** Whether the trial is the last one of its generation. */
  take(placed: Placed): boolean {
    const { trial, point } = placed;
    const { current } = this.#progress;
    const origin = this.#originOf(trial.number);
    const drawn = drawnFor(this.#plan, origin, placed);
    if (drawn !== undefined && origin.run.index !== current.run.index) return false;
    const isOwn = drawn !== undefined && origin === current;
    const place = drawn ?? positionsOf(this.#plan.axes, point);
    this.#generation.set(trial, isOwn ? place : broughtNear(current.distribution, place));
    if (this.#generation.size < current.strategy.population) return false;
    const stage = after(this.#plan, current, this.#generation, this.#first);
    const later = [...this.#progress.later, { stage, end: trial.number }];
    this.#progress = { ...this.#progress, later, current: stage };
    this.#generation = new Map();
    return true;
  }

  /** The last stage whose trials were all known when this one was drawn. */
  #originOf(trial: number): Stage {
    const { later } = this.#progress;
    const known = later.filter(({ end }) => end <= trial - this.#lag);
    if (known.length > 0)
      this.#progress = {
        ...this.#progress,
        origin: known.at(-1)!.stage,
        later: later.slice(known.length),
      };
    return this.#progress.origin;
  }
}
