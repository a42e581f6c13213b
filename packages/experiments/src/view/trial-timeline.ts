import type { ReadStudy } from '../run/read-studies.ts';
import type { RunRow } from '../run/run-row.ts';
import type { TrialEnded } from '../run/study-event.ts';

/** A stretch of time in which something was at work: a worker on a fold, or a trial as a whole. */
interface Stretch {
  readonly run: string;
  readonly trial: number;
  /** From 0; null: the trial as a whole. */
  readonly fold: number | null;
  readonly state: RunRow['state'];
  /** From 0: stretches of one lane do not overlap. */
  readonly lane: number;
  /** Seconds after `from`. */
  readonly start: number;
  readonly end: number;
}

/** When the trials of a study ran, and who trained them. */
export interface TrialTimeline {
  readonly study: string;
  /** When the first thing happened; ISO 8601. */
  readonly from: string;
  /** The first lanes are these workers', each fold where it was trained. 0 where the journal does not say who trained what. */
  readonly workers: number;
  /** Those after them are of trials that have not ended, or of which the journal does not say it: one at work each, as few as it takes. */
  readonly lanes: number;
  /** Seconds from the beginning to the end of all. */
  readonly seconds: number;
  readonly stretches: readonly Stretch[];
  /** Processes that worked on it, from when on and with how many workers. */
  readonly sessions: readonly { readonly start: number; readonly host: string; readonly workers: number }[];
}

const states = { 'trial-complete': 'complete', 'trial-pruned': 'pruned', 'trial-failed': 'failed' } as const;

type Span = Omit<Stretch, 'lane' | 'run'>;

/** The folds of a trial in the lanes of who trained them. */
function ofWorkers(ended: TrialEnded): readonly (Span & { readonly lane: number })[] {
  const { trial, type, work } = ended;
  const { start: began } = ofTrial(ended);
  return (work?.workers ?? []).flatMap((worker, fold) => {
    if (worker === null) return [];
    const start = began + (work?.starts[fold] ?? 0);
    const end = start + (work?.seconds[fold] ?? 0);
    return [{ trial, fold, state: states[type], lane: worker - 1, start, end }];
  });
}

/** A trial as a whole. */
function ofTrial({ trial, type, at, seconds }: TrialEnded): Span {
  const end = Date.parse(at) / 1000;
  return { trial, fold: null, state: states[type], start: end - seconds, end };
}

/** Packs trials into as few lanes as it takes, from a lane on. */
function packed(spans: readonly Span[], first: number): readonly (Span & { readonly lane: number })[] {
  const free: number[] = [];
  return spans
    .toSorted((a, b) => a.start - b.start || a.trial - b.trial)
    .map((span) => {
      // Clocks are read a moment apart: what overlaps by less than that does not.
      const open = free.findIndex((until) => until <= span.start + 0.005);
      const lane = open === -1 ? free.length : open;
      free[lane] = span.end;
      return { ...span, lane: first + lane };
    });
}

/**
 * When each trial of a study ran: fold by fold in the lane of the worker that trained it. A journal tells of a trial's folds when it has
 * ended, and older ones do not tell at all: such trials stand as a whole in lanes of their own.
 *
 * @param now milliseconds since 1970 by the clock of who asks: up to then trials are drawn that run still.
 * @example
 * const { workers } = trialTimeline(readStudy(home, 'mlp-1f3a77c0'), Date.now());
 */
export function trialTimeline(
  { header, ended, running, sessions }: Pick<ReadStudy, 'header' | 'ended' | 'running' | 'sessions'>,
  now: number,
): TrialTimeline {
  const all = [...ended.values()];
  const trained = all.flatMap(ofWorkers);
  const workers = trained.reduce((most, { lane }) => Math.max(most, lane + 1), 0);
  const whole = [
    ...all.filter(({ work }) => work === undefined).map(ofTrial),
    ...running.map(({ trial, at }) => {
      const start = Date.parse(at) / 1000;
      return { trial, fold: null, state: 'running', start, end: Math.max(now / 1000, start) } as const;
    }),
  ];
  const spans = [...trained, ...packed(whole, workers)];
  const begins = [header.at, ...sessions.map(({ at }) => at)].map((at) => Date.parse(at) / 1000);
  const from = spans.reduce((least, { start }) => Math.min(least, start), Math.min(...begins));
  return {
    study: header.study,
    from: new Date(from * 1000).toISOString(),
    workers,
    lanes: spans.reduce((most, { lane }) => Math.max(most, lane + 1), 0),
    seconds: spans.reduce((most, { end }) => Math.max(most, end - from), 0),
    stretches: spans.map(({ start, end, ...span }) => ({
      run: `${header.study}/${span.trial}`,
      ...span,
      start: start - from,
      end: end - from,
    })),
    sessions: sessions.map(({ at, process, workers: together }) => ({
      start: Date.parse(at) / 1000 - from,
      host: process.host,
      workers: together,
    })),
  };
}
