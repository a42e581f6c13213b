import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ZodType } from 'zod';
import { codeOf, fileError } from './file-error.ts';
import { parseLine } from './journal-line.ts';

/** A line of a journal that is being followed. */
export interface FollowedLine<E> {
  /** Its checksum: another journal has another one at this place. */
  readonly sum: string;
  readonly event: E;
}

/** What is new. */
export interface FollowedLines<E> {
  readonly lines: readonly FollowedLine<E>[];
  /** The file was replaced or cut since the last look: these are all of its lines, and what was read before counts no longer. */
  readonly isAnew: boolean;
}

/** Reads what is appended to a journal, a look at a time. */
export interface JournalFollower<E> {
  look(): FollowedLines<E>;
}

/** What of an open file stands from a byte on. */
function bytesFrom(file: number, from: number, size: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, size - from));
  let filled = 0;
  while (filled < bytes.length) {
    const read = readSync(file, bytes, filled, bytes.length - filled, from + filled);
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/**
 * Follows a journal while another writes to it: each look reads only what is new. A line that is not whole yet is left for the next
 * look. One that is damaged, or that a version of foldwise wrote which this one does not know, is passed over: telling of damage is the
 * business of who opens the journal to write.
 *
 * @example
 * const journal = followJournal('runs/mlp-1f3a/journal.jsonl', studyEvent);
 * for (const { event } of journal.look().lines) console.log(event.type);
 */
export function followJournal<E>(path: string, schema: ZodType<E>): JournalFollower<E> {
  let offset = 0;
  let next = 0;
  let inode: number | undefined;

  const read = (): { readonly bytes: Buffer; readonly isAnew: boolean } => {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw fileError(error, path, 'read this journal');
      return { bytes: Buffer.alloc(0), isAnew: inode !== undefined };
    }
    try {
      const { size, ino } = fstatSync(file);
      const isAnew = inode !== undefined && (ino !== inode || size < offset);
      inode = ino;
      return { bytes: bytesFrom(file, isAnew ? 0 : offset, size), isAnew };
    } finally {
      closeSync(file);
    }
  };

  return {
    look: () => {
      const { bytes, isAnew } = read();
      if (isAnew) offset = next = 0;
      const lines: FollowedLine<E>[] = [];
      let from = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
        const parsed = parseLine(bytes.subarray(from, end));
        from = end + 1;
        if ('wrong' in parsed || parsed.seq < next) continue;
        next = parsed.seq + 1;
        const event = schema.safeParse(parsed.event);
        if (event.success) lines.push({ sum: parsed.sum, event: event.data });
      }
      offset += from;
      return { lines, isAnew };
    },
  };
}
