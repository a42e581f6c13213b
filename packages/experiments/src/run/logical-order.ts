import type { PendingTrial, Trial } from '../search/trial.ts';
import type { Data, TrialEnded } from './study-event.ts';

/** An end as samplers and pruners are told of it. */
export function asTrial(event: TrialEnded): Trial {
  const { trial: number, params } = event;
  switch (event.type) {
    case 'trial-complete': {
      const foldScores = event.foldScores.map((score) => score ?? NaN);
      const { score, objectives } = event;
      const several = objectives === undefined ? {} : { objectives: [score, ...objectives] };
      return { number, params, state: 'complete', score, foldScores, ...several };
    }
    case 'trial-pruned':
      return { number, params, state: 'pruned', score: event.score, steps: event.steps };
    case 'trial-failed':
      return { number, params, state: 'failed', reason: event.reason };
    default:
      return event satisfies never;
  }
}

/**
 * What trials know of each other, in the order of their numbers: results up to `trial − lag`, and of those between only what was
 * suggested, whether they have finished or not. Grows with the trials, so that a suggestion costs no walk through all of them.
 */
export class LogicalOrder {
  readonly #ended: ReadonlyMap<number, TrialEnded>;
  readonly #lag: number;
  readonly #history: Trial[] = [];
  readonly #events: TrialEnded[] = [];
  readonly #suggested: PendingTrial[] = [];
  #next = 0;

  constructor(ended: ReadonlyMap<number, TrialEnded>, lag: number, earlier: readonly Trial[]) {
    this.#history.push(...earlier);
    this.#ended = ended;
    this.#lag = lag;
  }

  /** What the trial may see; to be asked in the order of the numbers, and looked at before the next is asked about. */
  before(trial: number): {
    readonly history: readonly Trial[];
    readonly events: readonly TrialEnded[];
    readonly pending: readonly PendingTrial[];
  } {
    for (; this.#next <= trial - this.#lag; this.#next++) {
      const event = this.#ended.get(this.#next);
      if (event === undefined) continue;
      this.#history.push(asTrial(event));
      this.#events.push(event);
    }
    return {
      history: this.#history,
      events: this.#events,
      pending: this.#suggested.slice(Math.max(0, trial - this.#lag + 1), trial),
    };
  }

  suggested(number: number, params: Data): void {
    this.#suggested[number] = { number, params };
  }
}
