import { openJournal } from '../journal/journal.ts';
import { awaitLock } from '../journal/lock.ts';
import type { CompetitionHome } from '../run/home.ts';
import { submissionsDirectory, submissionsJournalPath } from '../run/places.ts';
import type { SubmissionEvent } from '../run/submission-event.ts';
import { submissionEvent } from '../run/submission-event.ts';

/** Appends what happened to a submission to the journal beside its run's study; waits for another process that is doing the same. */
export async function recordSubmission(
  home: CompetitionHome,
  study: string,
  event: SubmissionEvent,
): Promise<void> {
  const lock = await awaitLock(submissionsDirectory(home, study));
  try {
    const journal = openJournal(submissionsJournalPath(home, study), submissionEvent);
    try {
      journal.append(...(journal.damage?.after ?? []), event);
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}
