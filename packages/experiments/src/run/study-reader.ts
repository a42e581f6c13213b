import { statSync } from 'node:fs';
import { messageOf } from '@foldwise/core';
import { codeOf } from '../journal/file-error.ts';
import { isAlive } from '../journal/process-identity.ts';
import type { CompetitionHome } from './home.ts';
import { journalPath, submissionsJournalPath } from './places.ts';
import { type ReadStudy, studyContents, studyFolders } from './read-studies.ts';
import { submissionsOf } from './read-submissions.ts';
import type { SubmissionRecord } from './run-details.ts';

/** A study with its submissions. */
export interface StudyWithSubmissions extends ReadStudy {
  readonly submissions: readonly SubmissionRecord[];
}

/** The studies of a competition at one moment. */
export interface StudiesNow {
  /** By name; of complete trials without folds and layers, which are most of what a journal holds: see `whole`. */
  readonly studies: readonly StudyWithSubmissions[];
  /** What is wrong with which journal, file and line named; the others are whole. */
  readonly problems: readonly string[];
  /** Another one as soon as anything in a journal is another. */
  readonly version: string;
}

/** Reads the journals of a competition again and again, each only when it has changed. */
export interface StudyReader {
  readonly home: CompetitionHome;
  read(): StudiesNow;
  /** A study with everything that its journal says; undefined where there is none. The last few are kept. */
  whole(study: string): StudyWithSubmissions | undefined;
  /** What `read` would give as `version`, without reading: sizes and times of the files, and which processes live. */
  version(): string;
}

interface Kept {
  /** Sizes and times of its files, before they were read. */
  readonly files: string;
  /** Whether a process was at work on it then: one that is killed writes nothing more, its trials stop running all the same. */
  readonly isLive: boolean;
  readonly study: StudyWithSubmissions | undefined;
  readonly problems: readonly string[];
}

/** So many whole studies are kept. */
const KEPT_WHOLE = 4;

/**
 * Opens the journals of a competition for someone who follows them. What is read is kept, so that a second look costs as much as the
 * studies that were written to in between. Never writes.
 *
 * @example
 * const reader = studyReader(home);
 * const { studies, problems } = reader.read();
 */
export function studyReader(home: CompetitionHome): StudyReader {
  const kept = new Map<string, Kept>();
  const filesOf = (folder: string): string =>
    `${fileStamp(journalPath(home, folder))} ${fileStamp(submissionsJournalPath(home, folder))}`;
  const whole = new Map<string, Kept>();
  const current = (from: Map<string, Kept>, folder: string, isLean: boolean): Kept => {
    const files = filesOf(folder);
    const there = from.get(folder);
    if (there?.files === files && there.isLive === isWorkedOn(there.study)) return there;
    const read = contentsOf(home, folder, isLean);
    const now = { ...read, files, isLive: isWorkedOn(read.study) };
    from.delete(folder);
    from.set(folder, now);
    return now;
  };
  const line = (folder: string, files: string, isLive: boolean) => `${folder} ${files} ${isLive}\n`;
  return Object.freeze({
    home,
    version: () =>
      studyFolders(home)
        .map((folder) => line(folder, filesOf(folder), isWorkedOn(kept.get(folder)?.study)))
        .join(''),
    whole(study: string): StudyWithSubmissions | undefined {
      if (!studyFolders(home).includes(study)) return undefined;
      const found = current(whole, study, false).study;
      for (const old of [...whole.keys()].slice(0, -KEPT_WHOLE)) whole.delete(old);
      return found;
    },
    read(): StudiesNow {
      const folders = studyFolders(home);
      for (const gone of [...kept.keys()].filter((folder) => !folders.includes(folder))) kept.delete(gone);
      const all = folders.map((folder) => current(kept, folder, true));
      return {
        studies: all.flatMap(({ study }) => (study === undefined ? [] : [study])),
        problems: all.flatMap(({ problems }) => problems),
        version: all.map(({ files, isLive }, i) => line(folders[i]!, files, isLive)).join(''),
      };
    },
  });
}

function contentsOf(
  home: CompetitionHome,
  folder: string,
  isLean: boolean,
): Pick<Kept, 'study' | 'problems'> {
  try {
    const { read, damage } = studyContents(home, folder, isLean);
    const problems = damage === undefined ? [] : [damage];
    if (read === undefined) return { study: undefined, problems };
    try {
      return { study: { ...read, submissions: submissionsOf(home, folder) }, problems };
    } catch (error) {
      return { study: { ...read, submissions: [] }, problems: [...problems, messageOf(error)] };
    }
  } catch (error) {
    return { study: undefined, problems: [messageOf(error)] };
  }
}

/** Size and time of a file, as a word. */
function fileStamp(path: string): string {
  try {
    const { size, mtimeMs } = statSync(path);
    return `${size}:${mtimeMs}`;
  } catch (error) {
    return codeOf(error) ?? 'unknown';
  }
}

function isWorkedOn(study: ReadStudy | undefined): boolean {
  const session = study?.sessions.at(-1);
  const isRunning = study?.rows.some(({ state }) => state === 'running') ?? false;
  return isRunning && session !== undefined && isAlive(session.process) !== false;
}
