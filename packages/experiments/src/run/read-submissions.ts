import { readJournal } from '../journal/read-journal.ts';
import type { CompetitionHome } from './home.ts';
import { submissionsJournalPath } from './places.ts';
import type { KaggleSubmission, SubmissionRecord } from './run-details.ts';
import { submissionEvent } from './submission-event.ts';
import type { SubmissionEvent, SubmissionUpload } from './submission-event.ts';

function eventsOf(home: CompetitionHome, study: string): readonly SubmissionEvent[] {
  const { events, damage } = readJournal(submissionsJournalPath(home, study), submissionEvent);
  return damage === undefined ? events : [...events, ...damage.after];
}

/** What is known last of each file that was sent to Kaggle, by competition, trial and content. */
export function uploadsOf(home: CompetitionHome, study: string): readonly SubmissionUpload[] {
  const last = new Map<string, SubmissionUpload>();
  for (const event of eventsOf(home, study)) {
    if ('type' in event && event.type === 'upload')
      last.set(`${event.competition} ${event.trial} ${event.sha256}`, event);
  }
  return [...last.values()];
}

/** The submissions of a study, in the order of the journal; of the same file written twice, the last has what became of it at Kaggle. */
export function submissionsOf(home: CompetitionHome, study: string): readonly SubmissionRecord[] {
  const written = eventsOf(home, study).flatMap((event) => ('type' in event ? [] : [event]));
  const uploads = uploadsOf(home, study);
  return written.map((event, i) => {
    const isSame = (other: { readonly trial: number; readonly sha256: string }): boolean =>
      other.trial === event.trial && other.sha256 === event.sha256;
    const isLast = !written.slice(i + 1).some(isSame);
    const found = isLast ? uploads.findLast(isSame) : undefined;
    return { ...event, kaggle: found === undefined ? null : kaggleOf(found) };
  });
}

/** What others than the journal want to know of it. */
export function kaggleOf(upload: SubmissionUpload): KaggleSubmission {
  const { type: _type, trial: _trial, sha256: _sha256, before: _before, ...kaggle } = upload;
  return kaggle;
}
