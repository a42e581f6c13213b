import { join } from 'node:path';
import type { CompetitionHome } from './home.ts';

/** Holds the studies, the folds and the artifacts of a competition. */
export function runsDirectory(home: CompetitionHome): string {
  return join(home.directory, 'runs');
}

/** Holds a study's journal and its lock. */
export function studyDirectory(home: CompetitionHome, study: string): string {
  return join(runsDirectory(home), study);
}

export function journalPath(home: CompetitionHome, study: string): string {
  return join(studyDirectory(home, study), 'journal.jsonl');
}

/** Submissions have a folder and a writer of their own, so that one can be made while the study goes on. */
export function submissionsDirectory(home: CompetitionHome, study: string): string {
  return join(studyDirectory(home, study), 'submissions');
}

export function submissionsJournalPath(home: CompetitionHome, study: string): string {
  return join(submissionsDirectory(home, study), 'journal.jsonl');
}

/** Predictions and weights of all studies, named by their sha256. */
export function artifactsDirectory(home: CompetitionHome): string {
  return join(runsDirectory(home), 'artifacts');
}
