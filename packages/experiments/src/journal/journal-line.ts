import { isAscii } from 'node:buffer';
import type { Json } from '@foldwise/core';
import { canonicalJson, parseCanonicalJson, sha256Of } from './canonical-json.ts';

/** `sum` is the first 16 digits of the sha256 of `seq:event`: a flipped bit or a line moved elsewhere does not match it. */
const beginning = /^\{"sum":"([0-9a-f]{16})","seq":(0|[1-9][0-9]*),"event":/;

function sumOf(seq: number, event: string): string {
  return sha256Of(`${seq}:${event}`).slice(0, 16);
}

/** The text of the journal's line number `seq` (from 0), with its newline. */
export function lineOf(seq: number, event: unknown): string {
  const text = canonicalJson(event);
  return `{"sum":"${sumOf(seq, text)}","seq":${seq},"event":${text}}\n`;
}

/** A line that is as it was written, or why it is not. */
export type Line =
  | { readonly seq: number; readonly sum: string; readonly event: Json }
  | { readonly wrong: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | undefined {
  // Most lines have nothing but ASCII, whose bytes are its text.
  if (isAscii(bytes)) return asBuffer(bytes).toString('latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Parses a lighter text of the same event, if that is JSON as well. */
function parseLighter(text: string, lighten: (text: string) => string): Json {
  try {
    return parseCanonicalJson(lighten(text));
  } catch {
    return parseCanonicalJson(text);
  }
}

/** Reads one line, without its newline; `lighten` may take what nobody asks for out of an event's text before it is parsed. */
export function parseLine(bytes: Uint8Array, lighten?: (text: string) => string): Line {
  const line = decode(bytes) ?? '';
  const parts = beginning.exec(line);
  if (!parts || !line.endsWith('}')) return { wrong: 'is not a line of a journal' };
  const [{ length }, sum = '', digits] = parts;
  const seq = Number(digits);
  const text = line.slice(length, -1);
  if (sumOf(seq, text) !== sum) return { wrong: 'does not match its checksum' };
  return {
    seq,
    sum,
    event: lighten === undefined ? parseCanonicalJson(text) : parseLighter(text, lighten),
  };
}
