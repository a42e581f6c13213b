import { FoldwiseError } from '@foldwise/core';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { FileCalls } from '../journal/file-calls.ts';
import { openJournal } from '../journal/journal.ts';
import type { Journal } from '../journal/journal.ts';
import { acquireLock } from '../journal/lock.ts';
import { tornMessage } from '../journal/read-journal.ts';
import { removeAbandoned } from '../journal/temporary-file.ts';
import type { Trial } from '../search/trial.ts';
import type { CompetitionHome } from './home.ts';
import { artifactsDirectory, journalPath, studyDirectory } from './places.ts';
import type { OnProgress } from './progress.ts';
import { studyEvent } from './study-event-schema.ts';
import type {
  Data,
  SessionStarted,
  StudyEvent,
  StudyStarted,
  TrialEnded,
  TrialStarted,
} from './study-event.ts';

/** The study of this process, locked and open to append to. */
export interface StudyJournal {
  readonly header: StudyStarted;
  /** What every finished trial ended with, by number. */
  readonly ended: ReadonlyMap<number, TrialEnded>;
  /** The parameters of trials that are run again, by number. */
  readonly retried: ReadonlyMap<number, Data>;
  /** The trials of earlier studies that it learns from. */
  readonly earlier: readonly Trial[];
  /** Who worked on it before. */
  readonly sessions: readonly SessionStarted[];
  append(event: StudyEvent): void;
  /** Says that a trial begins, which is made again all the same where it is lost. */
  announce(event: TrialStarted): void;
  /** Keeps trials of earlier studies to learn from. */
  takeOver(trials: readonly Trial[], at: string): void;
  /** Lets the failed ones of the first `trials` be run again. */
  retryFailed(trials: number, at: string): void;
  /** Says that this process is done, where it began anything. */
  close(at: string): void;
}

export function isEnded(event: StudyEvent): event is TrialEnded {
  return event.type === 'trial-complete' || event.type === 'trial-pruned' || event.type === 'trial-failed';
}

/** The first end of each trial counts, and after it was decided to run it again the first one since. */
function noteEnd(ended: Map<number, TrialEnded>, event: StudyEvent): void {
  if (event.type === 'trial-retried') ended.delete(event.trial);
  if (isEnded(event) && !ended.has(event.trial)) ended.set(event.trial, event);
}

/** What every finished trial ended with, by number. */
export function endedTrials(events: readonly StudyEvent[]): Map<number, TrialEnded> {
  const ended = new Map<number, TrialEnded>();
  for (const event of events) noteEnd(ended, event);
  return ended;
}

/** Writes what stands behind a damaged line again: each event of a study stands by itself. */
function saved(journal: Journal<StudyEvent>, onProgress: OnProgress | undefined): readonly StudyEvent[] {
  const { damage, events } = journal;
  const torn = tornMessage(journal.path, journal.tornBytes);
  if (torn !== undefined) onProgress?.({ type: 'note', message: torn });
  if (damage === undefined) return events;
  journal.append(...damage.after);
  onProgress?.({ type: 'note', message: `${damage.message}; the damaged file is kept as ${damage.copy}` });
  return [...events, ...damage.after];
}

/**
 * Locks a study and opens its journal, which is made where it is new and goes on where it is not. What writers that were killed left
 * unfinished is removed.
 *
 * @throws FoldwiseError where another process works on it, or a journal of another study stands in its place.
 */
export function openStudy(
  home: CompetitionHome,
  header: StudyStarted,
  onProgress: OnProgress | undefined,
  files?: FileCalls,
): StudyJournal {
  const lock = acquireLock(studyDirectory(home, header.study));
  try {
    for (const folder of [lock.directory, artifactsDirectory(home)]) removeAbandoned(folder);
    const journal = openJournal(journalPath(home, header.study), studyEvent, files);
    const events = saved(journal, onProgress);
    const there = events.find((event) => event.type === 'study');
    if (there === undefined) journal.append(header);
    else checkSameStudy(there, header, journal.path);
    const ended = endedTrials(events);
    const retried = new Map(
      events.filter((event) => event.type === 'trial-retried').map(({ trial, params }) => [trial, params]),
    );
    const earlier = events.flatMap((event) => (event.type === 'warm-start' ? event.trials : []));
    let began = false;
    return {
      header: there ?? header,
      ended,
      retried,
      earlier,
      sessions: events.filter((event) => event.type === 'session'),
      append: (event) => {
        journal.append(event);
        began = true;
        noteEnd(ended, event);
      },
      announce: (event) => {
        journal.announce(event);
        began = true;
      },
      takeOver: (trials, at) => {
        journal.append({ type: 'warm-start', trials, at });
        earlier.push(...trials);
      },
      retryFailed: (trials, at) => {
        const failed = [...ended.values()].filter(
          (event) => event.type === 'trial-failed' && event.trial < trials,
        );
        if (failed.length === 0) return;
        const again = failed.map(
          ({ trial, params }) => ({ type: 'trial-retried', trial, params, at }) as const,
        );
        journal.append(...again);
        for (const event of again) {
          noteEnd(ended, event);
          retried.set(event.trial, event.params);
        }
      },
      close: (at) => {
        try {
          if (began) journal.append({ type: 'session-ended', at });
        } catch {
          // A full disk, say: what made the session end is what the user must hear of.
        } finally {
          journal.close();
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Eight digits of a hash stand for a study: two could share them. */
function checkSameStudy(there: StudyStarted, header: StudyStarted, path: string): void {
  if (canonicalJson(there.identity) === canonicalJson(header.identity)) return;
  throw new FoldwiseError(
    `expected the journal of ${header.study}, got one that was made of something else`,
    {
      code: 'journal',
      where: path,
      hint: 'rename the sweep, or move this folder away',
    },
  );
}
