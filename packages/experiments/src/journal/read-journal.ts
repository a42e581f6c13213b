import { readFileSync } from 'node:fs';
import { FoldwiseError } from '@foldwise/core';
import type { ZodType } from 'zod';
import { codeOf, fileError } from './file-error.ts';
import { type Line, parseLine } from './journal-line.ts';

/** The text of the same event with less in it; checksums are of the whole. */
type Lighten = (text: string) => string;

/** Where a journal is no longer what was written, and what of it is sound all the same. */
export interface JournalDamage<E> {
  /** From 1, as editors count. */
  readonly line: number;
  /** Byte offset of that line's beginning. */
  readonly offset: number;
  /** One line: file, line, offset, what is wrong. */
  readonly message: string;
  /** Events of sound lines after the damage: each is as it was written, but something before it is missing. */
  readonly after: readonly E[];
}

/** What a journal says. */
export interface JournalContents<E> {
  /** The events from the beginning to the end or to the damage, none missing. */
  readonly events: readonly E[];
  /** Bytes that `events` take up in the file. */
  readonly soundBytes: number;
  /** Bytes of a last line whose writing was cut off: it was never acknowledged, and is left out. */
  readonly tornBytes: number;
  readonly damage?: JournalDamage<E>;
}

function checked<E>(event: unknown, schema: ZodType<E>, path: string, line: number): E {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const at = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new FoldwiseError(
    `expected an event that this version of foldwise knows, got another${at}: ${issue?.message}`,
    {
      code: 'journal',
      where: `${path}:${line}`,
      hint: 'use the version of foldwise that wrote it, or another folder',
      cause: result.error,
    },
  );
}

/** What to say of a journal whose last line was cut off; undefined where it was not. */
export function tornMessage(path: string, tornBytes: number): string | undefined {
  if (tornBytes === 0) return undefined;
  return `${path}: the last line is cut off after ${tornBytes} bytes, as where a process is stopped in the middle of it, and is left out`;
}

interface RawLine {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly complete: boolean;
}

/** One after the other, so that of a long journal no list of lines has to be kept. */
function* linesOf(bytes: Uint8Array, from = 0): Generator<RawLine> {
  for (let offset = from; offset < bytes.length;) {
    const newline = bytes.indexOf(10, offset);
    const end = newline === -1 ? bytes.length : newline;
    yield { offset, bytes: bytes.subarray(offset, end), complete: newline !== -1 };
    offset = end + 1;
  }
}

/** What is wrong with the line that should have this sequence number; undefined where it is sound. */
function faultOf(parsed: Line, seq: number): string | undefined {
  if ('wrong' in parsed) return parsed.wrong;
  if (parsed.seq === seq) return undefined;
  return `has the sequence number ${parsed.seq} where ${seq} is due: a line is ${parsed.seq > seq ? 'missing' : 'doubled'}`;
}

function soundEventsOf<E>(
  lines: Iterable<RawLine>,
  due: number,
  first: number,
  schema: ZodType<E>,
  path: string,
  lighten: Lighten | undefined,
): E[] {
  const events: E[] = [];
  let [next, line] = [due, first];
  for (const { bytes } of lines) {
    const parsed = parseLine(bytes, lighten);
    if (!('wrong' in parsed) && parsed.seq >= next) {
      events.push(checked(parsed.event, schema, path, line));
      next = parsed.seq + 1;
    }
    line++;
  }
  return events;
}

/** Reads a journal's bytes; `path` is for messages alone. */
export function parseJournal<E>(
  bytes: Uint8Array,
  schema: ZodType<E>,
  path: string,
  lighten?: Lighten,
): JournalContents<E> {
  const events: E[] = [];
  for (const line of linesOf(bytes)) {
    const i = events.length;
    const parsed = parseLine(line.bytes, lighten);
    const fault = faultOf(parsed, i);
    if (fault === undefined && 'event' in parsed) {
      events.push(checked(parsed.event, schema, path, i + 1));
      continue;
    }
    if (!line.complete) return { events, soundBytes: line.offset, tornBytes: line.bytes.length };
    const after = soundEventsOf(linesOf(bytes, line.offset), i, i + 1, schema, path, lighten);
    const message = `${path}:${i + 1}: this line (at byte ${line.offset}) ${fault}; ${events.length} sound before it, ${after.length} after`;
    const damage = { line: i + 1, offset: line.offset, message, after };
    return { events, soundBytes: line.offset, tornBytes: 0, damage };
  }
  return { events, soundBytes: bytes.length, tornBytes: 0 };
}

/** The file's bytes; none where it is not there. */
export function journalBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array();
    throw fileError(error, path, 'read this journal');
  }
}

/**
 * Reads a journal without changing it, also while another process writes to it. A file that is not there has no events.
 *
 * What is read is always a beginning of what was appended: a torn last line is left out, and from damage in the middle on (a flipped
 * bit, a line missing) nothing counts as read; `damage` says where it is and which events after it are sound by themselves.
 *
 * @param lighten takes what nobody asks for out of an event's text before it is parsed.
 * @throws FoldwiseError (`file`) where it cannot be read, (`journal`) where a sound line holds an event that `schema` refuses.
 * @example
 * const { events, damage } = readJournal('runs/mlp-1f3a/journal.jsonl', z.object({ trial: z.number() }));
 */
export function readJournal<E>(path: string, schema: ZodType<E>, lighten?: Lighten): JournalContents<E> {
  return parseJournal(journalBytes(path), schema, path, lighten);
}
