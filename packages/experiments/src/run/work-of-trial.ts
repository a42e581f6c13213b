import type { FoldOutcome } from './fold-task.ts';
import type { TrialWork } from './study-event.ts';

/** To the millisecond, which is more than anyone sees. */
function rounded(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 1000) / 1000;
}

/** What the journal keeps of who trained the folds of a trial; undefined where nobody did. `started` is when it began, as `Work` has it. */
export function workOfTrial(outcomes: readonly FoldOutcome[], started: number): TrialWork | undefined {
  const work = outcomes.map((outcome) => outcome.work);
  if (work.every((one) => one === undefined)) return undefined;
  return {
    workers: work.map((one) => one?.worker ?? null),
    starts: work.map((one) => rounded(one && (one.began - started) / 1000)),
    seconds: work.map((one) => rounded(one?.seconds)),
  };
}
