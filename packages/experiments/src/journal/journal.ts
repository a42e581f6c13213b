import { constants } from 'node:fs';
import { dirname, extname } from 'node:path';
import { FoldwiseError } from '@foldwise/core';
import type { ZodType } from 'zod';
import { sha256Of } from './canonical-json.ts';
import { bytesText, codeOf, fileError } from './file-error.ts';
import { type FileCalls, realFileCalls, writeAll } from './file-calls.ts';
import { lineOf } from './journal-line.ts';
import { type JournalContents, type JournalDamage, journalBytes, parseJournal } from './read-journal.ts';
import { makeFolder, writeWhole } from './write-whole.ts';

/** A damaged journal that was set aside before the writer went on. */
export interface SetAside<E> extends JournalDamage<E> {
  /** The file that holds the damaged journal, byte for byte. */
  readonly copy: string;
}

/** The one writer of a journal. */
export interface Journal<E> {
  readonly path: string;
  /** The events that were there when it was opened. */
  readonly events: readonly E[];
  /** Where the file was damaged: tell the user its `message` and `copy`; append what of `after` still counts. */
  readonly damage?: SetAside<E>;
  /** Bytes of a last line that was cut off, as where a process is killed in the middle of writing it; they were taken away. */
  readonly tornBytes: number;
  /** Appends the events and returns once they are on the disk; where it throws, none of them counts as written, and it can be called again. */
  append(...events: readonly E[]): void;
  /**
   * Writes what nobody relies on, such as that something begins, and does not wait for the disk: a process that is killed has written it,
   * and where the power fails before the next `append` it may be lost.
   */
  announce(...events: readonly E[]): void;
  close(): void;
}

/** The damaged bytes go to a file of their own (named by their hash, so a second try makes no second copy); the sound part stays. */
function setAside<E>(
  path: string,
  bytes: Uint8Array,
  contents: JournalContents<E>,
  files: FileCalls,
): string {
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const copy = `${stem}.damaged-${sha256Of(bytes).slice(0, 8)}${extension}`;
  writeWhole(copy, bytes, files);
  writeWhole(path, bytes.subarray(0, contents.soundBytes), files);
  return copy;
}

function openFile(path: string, files: FileCalls): number {
  makeFolder(dirname(path), files);
  try {
    return files.open(path, constants.O_RDWR | constants.O_CREAT);
  } catch (error) {
    throw fileError(error, path, 'open this journal for writing');
  }
}

function changedMeanwhile(path: string, what: string): FoldwiseError {
  return new FoldwiseError(`expected to be the only writer of this journal, but it ${what}`, {
    code: 'journal',
    where: path,
    hint: 'stop the other program that touches it, then run the same command again',
  });
}

/** Appends lines at a known end, and takes back what of them was written where not all could be. */
class Appender {
  readonly #path: string;
  readonly #files: FileCalls;
  readonly #file: number;
  /** Where the next line begins: anything after is the rest of a failed append. */
  #end: number;
  #leftover: boolean;
  #open = true;

  constructor(path: string, file: number, end: number, leftover: boolean, files: FileCalls) {
    this.#path = path;
    this.#file = file;
    this.#end = end;
    this.#leftover = leftover;
    this.#files = files;
  }

  #check(): void {
    if (!this.#open)
      throw new FoldwiseError('expected an open journal, got a closed one', {
        code: 'journal',
        where: this.#path,
      });
    const { size, nlink } = this.#files.stat(this.#file);
    if (nlink === 0) throw changedMeanwhile(this.#path, 'was deleted or replaced');
    if (size !== this.#end && !this.#leftover) throw changedMeanwhile(this.#path, 'was changed');
  }

  #cut(): void {
    this.#files.truncate(this.#file, this.#end);
    this.#leftover = false;
  }

  /** Takes away what a killed process left of its last line. */
  cutTorn(): void {
    try {
      if (this.#leftover) this.#cut();
    } catch (error) {
      throw fileError(error, this.#path, 'cut off its torn last line');
    }
  }

  append(text: string, isSynced: boolean): void {
    const bytes = Buffer.from(text);
    try {
      this.#check();
      if (this.#leftover) this.#cut();
      this.#leftover = true;
      writeAll(this.#files, this.#file, bytes, this.#end);
      if (isSynced) this.#files.fsync(this.#file);
      this.#leftover = false;
      this.#end += bytes.length;
    } catch (error) {
      this.#tryToCut();
      throw fileError(error, this.#path, `write ${bytesText(bytes.length)}`);
    }
  }

  #tryToCut(): void {
    if (!this.#leftover) return;
    try {
      this.#cut();
    } catch (error) {
      // Tried again by the next append; until then, the rest is a torn line that readers leave out.
      if (codeOf(error) === undefined) throw error;
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#files.close(this.#file);
  }
}

/**
 * Opens a journal to append to, or makes it: JSON lines `{"sum":"…","seq":n,"event":{…}}`, each with a checksum and a number in
 * sequence, each on the disk (fsync) before `append` returns. Hold the study's lock (`acquireLock`) first: there is one writer a file.
 *
 * - A torn last line (the process was killed while writing it) is cut off: it was never acknowledged. A last line that lacks no more than
 *   its newline is kept.
 * - Damage in the middle never stops a study and never loses a byte: the damaged file is copied to `<name>.damaged-<hash>.jsonl` beside
 *   it, the journal goes on from the sound lines before the damage, and `damage` tells what happened, with the events of the sound
 *   lines after it, for the caller to append again where they stand by themselves.
 *
 * @param schema reads an event back; it must accept whatever is appended.
 * @throws FoldwiseError (`file`) where the disk is full or writing is not allowed, now or in `append`: nothing written before is lost,
 * and the same `append` may be tried again. (`journal`) where an event is not of this version's, or another program wrote to the file.
 * @example
 * const journal = openJournal('runs/mlp-1f3a/journal.jsonl', z.object({ trial: z.number(), score: z.number() }));
 * journal.append({ trial: 0, score: 0.81 });
 * journal.close();
 */
export function openJournal<E>(
  path: string,
  schema: ZodType<E>,
  files: FileCalls = realFileCalls,
): Journal<E> {
  const bytes = journalBytes(path);
  const contents = parseJournal(bytes, schema, path);
  const damage =
    contents.damage === undefined
      ? undefined
      : { ...contents.damage, copy: setAside(path, bytes, contents, files) };
  const isWhole = contents.soundBytes === 0 || damage !== undefined || bytes[contents.soundBytes - 1] === 10;
  const leftover = contents.tornBytes > 0;
  const appender = new Appender(path, openFile(path, files), contents.soundBytes, leftover, files);
  appender.cutTorn();
  if (!isWhole) appender.append('\n', true);
  let seq = contents.events.length;
  const write = (events: readonly E[], isSynced: boolean): void => {
    // What zod accepts is plain data; canonicalJson refuses anything else before a byte is written.
    appender.append(events.map((event, i) => lineOf(seq + i, event)).join(''), isSynced);
    seq += events.length;
  };
  return Object.freeze({
    path,
    events: contents.events,
    ...(damage !== undefined && { damage }),
    tornBytes: contents.tornBytes,
    append: (...events: readonly E[]) => write(events, true),
    announce: (...events: readonly E[]) => write(events, false),
    close: () => appender.close(),
  });
}
