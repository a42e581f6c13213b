import { ByteDictionary } from './byte-dictionary.ts';
import { JsonCursor } from './json-cursor.ts';
import type { JsonKind } from './json-cursor.ts';
import { unescapeJson } from './unescape-json.ts';

const [COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = [44, 58, 91, 93, 123, 125] as const;

/** Takes a value of a record: its row, the number of its name, what it is, and `[start, end)` of its text, quotes included. */
export type TakeField = (
  cursor: JsonCursor,
  row: number,
  name: number,
  kind: JsonKind,
  start: number,
  end: number,
) => void;

/** The records of a JSON text: how many, and their names in the order they first come. */
export interface JsonRecords {
  readonly rows: number;
  readonly names: ByteDictionary;
}

/**
 * Hands over each value of each record of a JSON text: an array of records, or records one after the other (JSON lines).
 *
 * `single` says whether one record alone, not in an array, is a table of one row; where not, it is an error, since it is mostly
 * something else: a table by columns, settings.
 */
export function eachField(bytes: Uint8Array, file: string, single: boolean, take: TakeField): JsonRecords {
  const cursor = new JsonCursor(bytes, file);
  const names = new ByteDictionary(bytes);
  /** The last row + 1 that had the name. */
  const seen: number[] = [];
  const inArray = cursor.take(OPEN_LIST);
  let rows = 0;
  const begin = (): boolean => {
    if (inArray) return rows === 0 ? !cursor.take(CLOSE_LIST) : cursor.take(COMMA);
    return cursor.next() !== undefined;
  };
  while (begin()) {
    cursor.record = rows + 1;
    if (cursor.next() !== OPEN_RECORD) throw cursor.error('expected a record in braces');
    takeRecord(cursor, rows, names, seen, take);
    rows++;
  }
  cursor.record = 0;
  if (inArray && rows > 0 && !cursor.take(CLOSE_LIST))
    throw cursor.error('expected a comma or "]" behind a record');
  if (cursor.next() !== undefined) throw cursor.error('expected nothing behind the array');
  if (!inArray && rows <= (single ? 0 : 1)) {
    cursor.at = 0;
    throw cursor.error(
      `expected an array of records or a record a line, got ${rows === 0 ? 'none' : 'one record alone'}`,
      rows === 0 ? 'download or write the file again' : 'name it .jsonl if it is a table of one row',
    );
  }
  return { rows, names };
}

function takeRecord(
  cursor: JsonCursor,
  row: number,
  names: ByteDictionary,
  seen: number[],
  take: TakeField,
): void {
  cursor.at++;
  if (cursor.take(CLOSE_RECORD)) return;
  do {
    const name = takeName(cursor, names);
    if (seen[name] === row + 1)
      throw cursor.error('expected names that differ in a record, got one of them twice');
    seen[name] = row + 1;
    if (!cursor.take(COLON)) throw cursor.error('expected a colon behind a name');
    cursor.next();
    const start = cursor.at;
    const kind = cursor.value();
    take(cursor, row, name, kind, start, cursor.at);
  } while (cursor.take(COMMA));
  if (!cursor.take(CLOSE_RECORD)) throw cursor.error('expected a comma or "}"');
}

function takeName(cursor: JsonCursor, names: ByteDictionary): number {
  cursor.next();
  const start = cursor.at + 1;
  const escapes = cursor.string();
  const end = cursor.at - 1;
  return names.codeOf(start, end, escapes ? unescapeJson(cursor, start, end) : undefined);
}
