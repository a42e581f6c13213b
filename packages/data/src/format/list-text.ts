import type { JsonCursor } from './json-cursor.ts';
import { unescapeJson } from './unescape-json.ts';

const [QUOTE, BACKSLASH, OPEN_LIST] = [34, 92, 91] as const;

/** How a list or record in `[start, end)` is held as text: its JSON without blanks, or a list's items with a separator between. */
export function listText(
  cursor: JsonCursor,
  start: number,
  end: number,
  separator: string | undefined,
): Uint8Array {
  if (separator === undefined || cursor.bytes[start] !== OPEN_LIST)
    return withoutBlanks(cursor.bytes, start, end);
  const back = cursor.at;
  const items: Uint8Array[] = [];
  cursor.at = start + 1;
  while (!cursor.take(93)) {
    cursor.next();
    const from = cursor.at;
    const kind = cursor.value();
    items.push(itemText(cursor, kind === 'string', from, cursor.at, separator));
    if (kind === 'nested' || kind === 'missing')
      throw wrongItem(cursor, from, 'expected a list of words and numbers');
    cursor.take(44);
  }
  cursor.at = back;
  const mark = Buffer.from(separator);
  return Buffer.concat(items.flatMap((item, i) => (i === 0 ? [item] : [mark, item])));
}

function itemText(
  cursor: JsonCursor,
  quoted: boolean,
  start: number,
  end: number,
  separator: string,
): Uint8Array {
  const text = quoted ? unescapeJson(cursor, start + 1, end - 1) : cursor.bytes.slice(start, end);
  const mark = Buffer.from(separator);
  if (text.length > 0 && !Buffer.from(text).includes(mark)) return text;
  throw wrongItem(
    cursor,
    start,
    `expected items without ${JSON.stringify(separator)} and none that is empty`,
  );
}

function wrongItem(cursor: JsonCursor, at: number, message: string): Error {
  cursor.at = at;
  return cursor.error(message, 'pass another listSeparator, or none to keep lists as JSON text');
}

function withoutBlanks(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const kept = new Uint8Array(end - start);
  let [length, inString] = [0, false];
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (!inString && (byte === 32 || byte === 10 || byte === 13 || byte === 9)) continue;
    kept[length++] = byte;
    if (inString && byte === BACKSLASH) kept[length++] = bytes[++at]!;
    else if (byte === QUOTE) inString = !inString;
  }
  return kept.slice(0, length);
}
