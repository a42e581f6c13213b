import type { FollowedLine } from '../journal/follow-journal.ts';
import { isBetter } from '@foldwise/core';
import type { SessionStarted, StudyEvent, StudyStarted, TrialEnded } from '../run/study-event.ts';
import type {
  RunFileWritten,
  SubmissionEvent,
  SubmissionUpload,
  SubmissionWritten,
} from '../run/submission-event.ts';
import { isEnded } from '../run/study-journal.ts';

/** What the journal tells of one trial. */
export interface TrialLog {
  readonly trial: number;
  params: StudyParams;
  /** ISO 8601; of the first time. */
  startedAt: string;
  ended: TrialEnded | undefined;
  /** The session that ended it, or works on it. */
  session: SessionStarted | undefined;
  readonly submissions: SubmissionWritten[];
  readonly uploads: SubmissionUpload[];
  /** The last of each path. */
  readonly files: Map<string, RunFileWritten>;
}

type StudyParams = TrialEnded['params'];

/** The score of a complete trial, and the best there was by then. */
export interface ScoreLog {
  readonly trial: number;
  readonly score: number;
  readonly best: number;
  readonly at: string;
  /** The place of its event in the journal. */
  readonly place: number;
}

/**
 * What the journals of a study tell, in the order in which they tell it. It grows with them: `places` and `submissionPlaces` are how far
 * it has come, and what a mirror has got is said in these places.
 */
export interface StudyLog {
  /** Undefined until the first event was read. */
  header: StudyStarted | undefined;
  /** The checksum of the first line: it tells this journal from one that was begun anew under the same name. */
  key: string;
  readonly trials: Map<number, TrialLog>;
  readonly sessions: SessionStarted[];
  readonly scores: ScoreLog[];
  /** The last session has said that it is done. */
  isOver: boolean;
  /** ISO 8601; of the last event. */
  lastAt: string;
  /** Of each event of the journal, its checksum and its trial, if it is of one. */
  readonly places: { readonly sum: string; readonly trial: number | undefined }[];
  readonly submissionPlaces: { readonly sum: string; readonly trial: number | undefined }[];
}

/** One that has read nothing yet. */
export function studyLog(): StudyLog {
  return {
    header: undefined,
    key: '',
    trials: new Map(),
    sessions: [],
    scores: [],
    isOver: false,
    lastAt: '',
    places: [],
    submissionPlaces: [],
  };
}

function trialOf(log: StudyLog, trial: number, params: StudyParams, at: string): TrialLog {
  let found = log.trials.get(trial);
  if (found === undefined) {
    found = {
      trial,
      params,
      startedAt: at,
      ended: undefined,
      session: undefined,
      submissions: [],
      uploads: [],
      files: new Map(),
    };
    log.trials.set(trial, found);
  }
  return found;
}

function noteEnd(log: StudyLog, event: TrialEnded): void {
  const began = new Date(Date.parse(event.at) - event.seconds * 1000).toISOString();
  const trial = trialOf(log, event.trial, event.params, began);
  // The first end counts, as for all who read the journal.
  if (trial.ended !== undefined) return;
  trial.ended = event;
  trial.params = event.params;
  trial.session = log.sessions.at(-1);
  if (event.type !== 'trial-complete') return;
  const { score, at } = event;
  const before = log.scores.at(-1)?.best ?? NaN;
  const goal = log.header?.goal ?? 'minimize';
  const best = isBetter(goal, score, before) ? score : before;
  log.scores.push({ trial: event.trial, score, best, at, place: log.places.length });
}

/** Reads one more line of the study's journal. */
export function readEvent(log: StudyLog, { sum, event }: FollowedLine<StudyEvent>): void {
  if (event.type === 'study' && log.header === undefined) {
    log.header = event;
    log.key = sum;
  } else if (event.type === 'session') {
    log.sessions.push(event);
    log.isOver = false;
  } else if (event.type === 'session-ended') {
    log.isOver = true;
  } else if (event.type === 'trial-started') {
    trialOf(log, event.trial, event.params, event.at).session = log.sessions.at(-1);
  } else if (event.type === 'trial-retried') {
    const trial = log.trials.get(event.trial);
    if (trial !== undefined) trial.ended = undefined;
  } else if (isEnded(event)) {
    noteEnd(log, event);
  }
  log.lastAt = event.at;
  log.places.push({ sum, trial: 'trial' in event ? event.trial : undefined });
}

/** Reads one more line of the journal of its submissions. */
export function readSubmission(log: StudyLog, { sum, event }: FollowedLine<SubmissionEvent>): void {
  const trial = log.trials.get(event.trial);
  if (!('type' in event)) trial?.submissions.push(event);
  else if (event.type === 'upload') trial?.uploads.push(event);
  else trial?.files.set(event.path, event);
  log.submissionPlaces.push({ sum, trial: event.trial });
}
