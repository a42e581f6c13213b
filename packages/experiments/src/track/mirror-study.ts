import type { CallOptions, MlflowClient } from 'mlflow-js-client';
import { artifactStore } from '../journal/artifacts.ts';
import { followJournal } from '../journal/follow-journal.ts';
import type { CompetitionHome } from '../run/home.ts';
import { artifactsDirectory, journalPath, submissionsJournalPath } from '../run/places.ts';
import { studyEvent } from '../run/study-event-schema.ts';
import { submissionEvent } from '../run/submission-event.ts';
import { writeOutbox } from './outbox.ts';
import { serverMirror } from './server-mirror.ts';
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

/** Both journals of a study, followed. */
export function followStudy(home: CompetitionHome, study: string): { read(): StudyLog } {
  const events = followJournal(journalPath(home, study), studyEvent);
  const submissions = followJournal(submissionsJournalPath(home, study), submissionEvent);
  const log = studyLog();
  return {
    read: () => {
      const fresh = [events.look(), submissions.look()] as const;
      if (fresh.some(({ isAnew }) => isAnew)) {
        // From the beginning: a journal was set aside and written anew.
        return Object.assign(log, followStudy(home, study).read());
      }
      for (const line of fresh[0].lines) readEvent(log, line);
      for (const line of fresh[1].lines) readSubmission(log, line);
      return log;
    },
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
  let log = journals.read();
  const artifacts = artifactStore(artifactsDirectory(home));
  const mirror = serverMirror({ client, artifacts, onNote }, home.slug, log);
  let sent = 0;
  let isNew = true;
  const remember = (): void =>
    writeOutbox(home, study, { server: client.uri, sent, events: log.places.length });
  return {
    look: () => {
      const before = log.places.length + log.submissionPlaces.length;
      log = journals.read();
      isNew ||= log.places.length + log.submissionPlaces.length !== before;
      return isNew;
    },
    send: async (call) => {
      // Remembered before: should it fail, `foldwise sync` knows where to go on.
      remember();
      isNew = false;
      try {
        const { trials, position } = await mirror.catchUp(call);
        sent = position.events;
        remember();
        return { study, trials, sent, events: log.places.length };
      } catch (error) {
        isNew = true;
        throw error;
      }
    },
    progress: () => ({ sent, events: log.places.length }),
  };
}
