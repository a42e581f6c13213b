import { dataFolder } from '../data-folder.ts';
import type { Given, Program } from '../lesson.ts';
import { runProgram } from '../run-program.ts';
import { type Entry, type Figure, type Progress, reportTo } from './report.ts';

/** What a program said. */
export interface Recording {
  readonly program: Program;
  /** False where it was left out for want of its files. */
  readonly ran: boolean;
  readonly entries: readonly Entry[];
  /** All its figures, whole, by their names. */
  readonly figures: Readonly<Record<string, Figure>>;
}

/** What else hears a run while it goes on. */
export interface Listeners {
  readonly entry?: (entry: Entry) => void;
  readonly progress?: (progress: Progress) => void;
}

/** Runs a program and keeps what it says; without `given`, without data files, and files it makes are not kept. */
export async function record(
  program: Program,
  given: Given = { data: dataFolder(), signal: new AbortController().signal, save: () => {} },
  listeners: Listeners = {},
): Promise<Recording> {
  const entries: Entry[] = [];
  const keep = (entry: Entry): void => {
    entries.push(entry);
    listeners.entry?.(entry);
  };
  const ran = await runProgram(program, reportTo(keep, listeners.progress), given);
  const figures = Object.fromEntries(
    entries.flatMap((entry) => (entry.kind === 'figures' ? Object.entries(entry.figures) : [])),
  );
  return { program, ran, entries, figures };
}
