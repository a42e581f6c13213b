import { readdirSync } from 'node:fs';
import { messageOf } from '@foldwise/core';
import { codeOf, fileError } from '../journal/file-error.ts';
import { isAlive } from '../journal/process-identity.ts';
import { readJournal, tornMessage } from '../journal/read-journal.ts';
import type { CompetitionHome } from './home.ts';
import { leanEvent, leanText } from './lean-event.ts';
import { journalPath, runsDirectory } from './places.ts';
import { rowOf } from './row-of.ts';
import type { RunRow } from './run-row.ts';
import { studyEvent } from './study-event-schema.ts';
import type { SessionStarted, StudyEvent, StudyStarted, TrialEnded, TrialStarted } from './study-event.ts';
import { endedTrials } from './study-journal.ts';

/** A study as its journal tells it. */
export interface ReadStudy {
  readonly header: StudyStarted;
  readonly ended: ReadonlyMap<number, TrialEnded>;
  /** By trial number: finished trials, and those that a live process has begun. */
  readonly rows: readonly RunRow[];
  readonly sessions: readonly SessionStarted[];
  /** Trials that a live process has begun and not ended. */
  readonly running: readonly TrialStarted[];
  /** What is wrong with the journal. */
  readonly damage: string | undefined;
}

function foldersIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw fileError(error, directory, 'list this folder');
  }
}

/** What may be a study: the folders of `runs/`, by name. */
export function studyFolders(home: CompetitionHome): readonly string[] {
  return foldersIn(runsDirectory(home)).toSorted();
}

/** Trials that the last session began and did not end, unless it is over: said so itself, or its process has died. */
function running(
  events: readonly StudyEvent[],
  ended: ReadonlyMap<number, TrialEnded>,
): readonly TrialStarted[] {
  const last = events.findLastIndex((event) => event.type === 'session');
  const session = events[last];
  if (session?.type !== 'session') return [];
  const since = events.slice(last);
  if (since.some((event) => event.type === 'session-ended') || isAlive(session.process) === false) return [];
  return since.filter((event) => event.type === 'trial-started').filter((event) => !ended.has(event.trial));
}

/** What a study's journal says, and what is wrong with it: without its first event it does not say what it is. */
export function studyContents(
  home: CompetitionHome,
  study: string,
  isLean = false,
): { readonly read: ReadStudy | undefined; readonly damage: string | undefined } {
  const path = journalPath(home, study);
  const { events, damage, tornBytes } = isLean
    ? readJournal(path, leanEvent, leanText)
    : readJournal(path, studyEvent);
  const all = damage === undefined ? events : [...events, ...damage.after];
  const ended = endedTrials(all);
  const now = running(all, ended);
  // A process that works on it may be in the middle of a line.
  const wrong = damage?.message ?? (now.length > 0 ? undefined : tornMessage(path, tornBytes));
  const header = all.find((event) => event.type === 'study');
  if (header === undefined) return { read: undefined, damage: wrong };
  const rows = [...ended.values(), ...now].map((event) => rowOf(header, event));
  const read: ReadStudy = {
    header,
    ended,
    rows: rows.toSorted((a, b) => a.trial - b.trial),
    sessions: all.filter((event) => event.type === 'session'),
    running: now,
    damage: wrong,
  };
  return { read, damage: wrong };
}

/** Reads one study's journal, also while it is written to; undefined where there is none or it does not say what it is. */
export function readStudy(home: CompetitionHome, study: string): ReadStudy | undefined {
  return studyContents(home, study).read;
}

function readAll(
  home: CompetitionHome,
  onNote: ((message: string) => void) | undefined,
  isLean: boolean,
): readonly ReadStudy[] {
  const studies: ReadStudy[] = [];
  for (const folder of studyFolders(home)) {
    try {
      const { read, damage } = studyContents(home, folder, isLean);
      if (damage !== undefined) onNote?.(damage);
      if (read !== undefined) studies.push(read);
    } catch (error) {
      onNote?.(messageOf(error));
    }
  }
  return studies;
}

/** Reads every study of a competition, by name; one that cannot be read is told of and left out. */
export function readStudies(home: CompetitionHome, onNote?: (message: string) => void): readonly ReadStudy[] {
  return readAll(home, onNote, false);
}

/** The same without the ends of trials, where rows are all that is asked for: of a large study that takes half the memory. */
export function readRows(
  home: CompetitionHome,
  onNote?: (message: string) => void,
): readonly Omit<ReadStudy, 'ended'>[] {
  return readAll(home, onNote, true);
}
