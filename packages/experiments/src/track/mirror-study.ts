import type { CallOptions, MlflowClient } from 'mlflow-js-client';
import { artifactStore } from '../journal/artifacts.ts';
import { followJournal, type FollowedLine } from '../journal/follow-journal.ts';
import type { CompetitionHome } from '../run/home.ts';
import { artifactsDirectory, journalPath, submissionsJournalPath } from '../run/places.ts';
import type { StudyEvent } from '../run/study-event.ts';
import { studyEvent } from '../run/study-event-schema.ts';
import { submissionEvent, type SubmissionEvent } from '../run/submission-event.ts';
import { rememberServer } from './mirrored-servers.ts';
import { serverMirror, type ServerMirror } from './server-mirror.ts';
import { readEvent, readSubmission, studyLog, type StudyLog } from './study-log.ts';

/** What of a study a server has got by one call. */
export interface StudyMirrored {
  readonly study: string;
  /** How many trials were sent just now. */
  readonly trials: number;
  /** How many events of the journal the server has, of how many. */
  readonly sent: number;
  readonly events: number;
}

/** The mirror of one study on one server, fed by the study's journals. */
export interface StudyMirror {
  /** Reads what is new in the journals. Returns whether there is anything that the server has not got. */
  look(): boolean;
  /** Sends it. */
  send(call?: CallOptions): Promise<StudyMirrored>;
  /** So many events are in the journal, and the server has so many of them. */
  progress(): Pick<StudyMirrored, 'sent' | 'events'>;
}

/** Both journals of a study, followed: the same log as long as it only grows, another where a journal was written anew. */
export function followStudy(home: CompetitionHome, study: string): () => StudyLog {
  const events = followJournal(journalPath(home, study), studyEvent);
  const submissions = followJournal(submissionsJournalPath(home, study), submissionEvent);
  let log = studyLog();
  let read: {
    readonly events: readonly FollowedLine<StudyEvent>[];
    readonly submissions: readonly FollowedLine<SubmissionEvent>[];
  } = { events: [], submissions: [] };
  return () => {
    const fresh = { events: events.look(), submissions: submissions.look() };
    read = {
      events: fresh.events.isAnew ? fresh.events.lines : read.events.concat(fresh.events.lines),
      submissions: fresh.submissions.isAnew
        ? fresh.submissions.lines
        : read.submissions.concat(fresh.submissions.lines),
    };
    const isAnew = fresh.events.isAnew || fresh.submissions.isAnew;
    if (isAnew) log = studyLog();
    for (const line of isAnew ? read.events : fresh.events.lines) readEvent(log, line);
    for (const line of isAnew ? read.submissions : fresh.submissions.lines) readSubmission(log, line);
    return log;
  };
}

/**
 * Mirrors a study to a server, as far as its journals go; call it again when they have grown. Hold the lock of `mirrorDirectory` meanwhile.
 */
export function mirrorStudy(
  home: CompetitionHome,
  study: string,
  client: MlflowClient,
  onNote: (message: string) => void,
): StudyMirror {
  const journals = followStudy(home, study);
  const artifacts = artifactStore(artifactsDirectory(home));
  let log = journals();
  const mirrorOf = (from: StudyLog): ServerMirror =>
    serverMirror({ client, artifacts, onNote }, home.slug, from);
  let mirror = mirrorOf(log);
  let sent = 0;
  let isNew = true;
  return {
    look: () => {
      const before = { log, places: log.places.length + log.submissionPlaces.length };
      log = journals();
      if (log !== before.log) mirror = mirrorOf(log);
      isNew ||= log !== before.log || log.places.length + log.submissionPlaces.length !== before.places;
      return isNew;
    },
    send: async (call) => {
      // Remembered before: should it fail, `foldwise sync` knows where to go on.
      rememberServer(home, study, client.uri);
      isNew = false;
      try {
        const { trials, position } = await mirror.catchUp(call);
        sent = position.events;
        return { study, trials, sent, events: log.places.length };
      } catch (error) {
        isNew = true;
        throw error;
      }
    },
    progress: () => ({ sent, events: log.places.length }),
  };
}
