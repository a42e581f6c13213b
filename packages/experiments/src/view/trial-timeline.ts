import type { ReadStudy } from '../run/read-studies.ts';
import type { RunRow } from '../run/run-row.ts';

/** When the trials of a study ran. */
export interface TrialTimeline {
  readonly study: string;
  /** When the first thing happened; ISO 8601. */
  readonly from: string;
  /** Trials that ran at the same time, at most. */
  readonly lanes: number;
  /** Seconds from the beginning to the end of all. */
  readonly seconds: number;
  readonly trials: readonly {
    readonly run: string;
    readonly trial: number;
    readonly state: RunRow['state'];
    /** From 0: trials of one lane do not overlap. */
    readonly lane: number;
    /** Seconds after `from`. */
    readonly start: number;
    readonly end: number;
  }[];
  /** Processes that worked on it, from when on and with how many workers. */
  readonly sessions: readonly { readonly start: number; readonly host: string; readonly workers: number }[];
}

const states = { 'trial-complete': 'complete', 'trial-pruned': 'pruned', 'trial-failed': 'failed' } as const;

/**
 * When each trial of a study ran, packed into as few lanes as it takes. A journal keeps when a trial ended and how long it took, not which worker
 * trained a fold of it: a lane is one trial at work, of which several workers may train the folds.
 *
 * @param now milliseconds since 1970 by the clock of who asks: up to then trials are drawn that run still.
 * @example
 * const { lanes } = trialTimeline(readStudy(home, 'mlp-1f3a77c0'), Date.now());
 */
export function trialTimeline(
  { header, ended, running, sessions }: Pick<ReadStudy, 'header' | 'ended' | 'running' | 'sessions'>,
  now: number,
): TrialTimeline {
  const spans = [
    ...[...ended.values()].map(({ type, trial, at, seconds }) => ({
      trial,
      state: states[type] as RunRow['state'],
      start: Date.parse(at) / 1000 - seconds,
      end: Date.parse(at) / 1000,
    })),
    ...running.map(({ trial, at }) => ({
      trial,
      state: 'running' as const,
      start: Date.parse(at) / 1000,
      end: Math.max(now, Date.parse(at)) / 1000,
    })),
  ].toSorted((a, b) => a.start - b.start || a.trial - b.trial);
  const begins = [header.at, ...sessions.map(({ at }) => at)].map((at) => Date.parse(at) / 1000);
  const from = Math.min(...begins, ...spans.map(({ start }) => start));
  const free: number[] = [];
  const trials = spans.map(({ trial, state, start, end }) => {
    // Clocks are read a moment apart: what overlaps by less than that does not.
    const open = free.findIndex((until) => until <= start + 0.005);
    const lane = open === -1 ? free.length : open;
    free[lane] = end;
    return { run: `${header.study}/${trial}`, trial, state, lane, start: start - from, end: end - from };
  });
  return {
    study: header.study,
    from: new Date(from * 1000).toISOString(),
    lanes: free.length,
    seconds: Math.max(0, ...trials.map(({ end }) => end)),
    trials,
    sessions: sessions.map(({ at, process, workers }) => ({
      start: Date.parse(at) / 1000 - from,
      host: process.host,
      workers,
    })),
  };
}
