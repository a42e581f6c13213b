import type { StudyLog } from './study-log.ts';

/** How far a server has come with a study: it stands as a tag on the study's run there, and so is as old or new as what it speaks of. */
export interface MirrorPosition {
  /** So many events of the journal, and the checksum of the last of them. */
  readonly events: number;
  readonly sum: string;
  /** So many events of the journal of submissions, and the checksum of the last. */
  readonly submissions: number;
  readonly submissionSum: string;
  /** What had no end by then is marked as stopped. */
  readonly isClosed: boolean;
}

/** The tag on the study's run. */
export const positionTag = 'foldwise.mirrored';

/** The position after so many events. */
export function positionAt(
  log: StudyLog,
  events: number,
  submissions: number,
  isClosed: boolean,
): MirrorPosition {
  return {
    events,
    sum: log.places[events - 1]?.sum ?? '',
    submissions,
    submissionSum: log.submissionPlaces[submissions - 1]?.sum ?? '',
    isClosed,
  };
}

/** The position as text: `7:9c6f…:0::closed`. */
export function positionText({ events, sum, submissions, submissionSum, isClosed }: MirrorPosition): string {
  return [events, sum, submissions, submissionSum, isClosed ? 'closed' : 'open'].join(':');
}

/** Reads a position back; from the beginning where it is none, or not one of these journals: a damaged one was written anew since. */
export function readPosition(text: string | undefined, log: StudyLog): MirrorPosition {
  const parts = /^(\d+):([0-9a-f]*):(\d+):([0-9a-f]*):(open|closed)$/.exec(text ?? '');
  const [events, submissions] = [Number(parts?.[1] ?? 0), Number(parts?.[3] ?? 0)];
  const isWithin = events <= log.places.length && submissions <= log.submissionPlaces.length;
  const read = positionAt(log, events, submissions, parts?.[5] === 'closed');
  return isWithin && positionText(read) === text ? read : positionAt(log, 0, 0, false);
}
