import { openJournal } from '../journal/journal.ts';
import { acquireLock } from '../journal/lock.ts';
import type { CompetitionHome } from '../run/home.ts';
import { submissionsDirectory, submissionsJournalPath } from '../run/places.ts';
import type { SubmissionRecord } from '../run/run-details.ts';
import { submissionEvent } from '../run/study-event.ts';

/** Appends a submission to the journal beside its run's study. */
export function recordSubmission(home: CompetitionHome, study: string, record: SubmissionRecord): void {
  const lock = acquireLock(submissionsDirectory(home, study));
  try {
    const journal = openJournal(submissionsJournalPath(home, study), submissionEvent);
    try {
      journal.append(...(journal.damage?.after ?? []), record);
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}
