import type { JsonCursor } from './json-cursor.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of the string whose inside is `[start, end)`, its escapes undone. */
export function unescapeJson(cursor: JsonCursor, start: number, end: number): Uint8Array {
  const text = textOf(cursor, start, end);
  if (text.isWellFormed()) return Buffer.from(text);
  cursor.at = start;
  throw cursor.error('expected well-formed Unicode, got half a surrogate pair', 'take that character out');
}

function textOf(cursor: JsonCursor, start: number, end: number): string {
  try {
    // The cursor has seen that quotes and escapes are right.
    return JSON.parse(`"${decoder.decode(cursor.bytes.subarray(start, end))}"`) as string;
  } catch {
    cursor.at = start;
    throw cursor.error('expected UTF-8 text', 'save the file as UTF-8');
  }
}
