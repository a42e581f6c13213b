import { isBetter } from '@foldwise/core';
import type { ProgressEvent, RunRow } from '@foldwise/experiments';

/** A trial that is being run. */
interface RunningTrial {
  readonly foldsDone: number;
  /** Fold and epoch of the last report. */
  readonly at?: { readonly fold: number; readonly epoch: number; readonly value: number };
}

/** What a display of progress knows. */
export interface ProgressState {
  readonly folds: number;
  readonly trials: number;
  readonly complete: number;
  /** What is counted: trials, unless the work has none. */
  readonly counted: 'trials' | 'folds';
  /** Of those, the ones that an earlier call had run. */
  readonly before: number;
  readonly best?: RunRow;
  readonly running: ReadonlyMap<number, RunningTrial>;
}

export const nothingYet: ProgressState = {
  folds: 0,
  trials: 0,
  complete: 0,
  counted: 'trials',
  before: 0,
  running: new Map(),
};

/** The state after an event. */
export function advance(state: ProgressState, event: ProgressEvent): ProgressState {
  switch (event.type) {
    case 'data':
      return { ...state, folds: event.folds };
    case 'study':
      return { ...state, trials: event.trials, complete: event.complete, before: event.complete };
    case 'trial-started':
      return withTrial(state, event.trial, { foldsDone: 0 });
    case 'epoch': {
      const { fold, epoch, value } = event;
      return withTrial(state, event.trial, { ...trialOf(state, event.trial), at: { fold, epoch, value } });
    }
    case 'fold-finished': {
      const trial = trialOf(state, event.trial);
      return withTrial(state, event.trial, { ...trial, foldsDone: trial.foldsDone + 1 });
    }
    case 'trial-finished':
      return finish(state, event.run);
    case 'step':
      return { ...state, counted: 'folds', trials: event.total, complete: event.done };
    case 'transfer':
    case 'note':
      return state;
    default:
      return event satisfies never;
  }
}

function trialOf(state: ProgressState, number: number): RunningTrial {
  return state.running.get(number) ?? { foldsDone: 0 };
}

function withTrial(state: ProgressState, number: number, trial: RunningTrial): ProgressState {
  return { ...state, running: new Map([...state.running, [number, trial]]) };
}

function finish(state: ProgressState, run: RunRow): ProgressState {
  const running = new Map(state.running);
  running.delete(run.trial);
  const best = state.best?.score;
  const leads =
    run.score !== null && (best === undefined || best === null || isBetter(run.goal, run.score, best));
  return { ...state, running, complete: state.complete + 1, ...(leads && { best: run }) };
}

/** How much of the work is done, from 0 to 1, counting finished folds of running trials. */
export function shareDone(state: ProgressState): number {
  if (state.trials === 0) return 0;
  const folds = [...state.running.values()].reduce((sum, trial) => sum + trial.foldsDone, 0);
  return Math.min(1, (state.complete + (state.folds === 0 ? 0 : folds / state.folds)) / state.trials);
}
