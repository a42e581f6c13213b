import { openJournal } from '../journal/journal.ts';
import { awaitLock } from '../journal/lock.ts';
import type { CompetitionHome } from '../run/home.ts';
import { submissionsDirectory, submissionsJournalPath } from '../run/places.ts';
import type { SubmissionRecord } from '../run/run-details.ts';
import { submissionEvent } from '../run/study-event.ts';

/** Appends a submission to the journal beside its run's study; waits for another process that is doing the same. */
export async function recordSubmission(
  home: CompetitionHome,
  study: string,
  record: SubmissionRecord,
): Promise<void> {
  const lock = await awaitLock(submissionsDirectory(home, study));
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
