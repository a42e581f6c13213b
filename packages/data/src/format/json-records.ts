import type { FoldwiseError } from '@foldwise/core/base';
import { ByteDictionary } from './byte-dictionary.ts';
import type { CellDecoder } from './decode-cell.ts';
import type { FilePart } from './file-part.ts';
import { JsonCursor } from './json-cursor.ts';
import type { JsonKind } from './json-cursor.ts';
import { ENOUGH, mayBeCutOff } from './passes.ts';
import type { TablePasses } from './passes.ts';
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

/** The records of a JSON file: how many, and their names in the order they first come. */
export interface JsonRecords {
  readonly rows: number;
  readonly names: ByteDictionary;
}

/** How the records of a file are gone through. */
export interface EachField {
  readonly file: string;
  /**
   * Whether one record alone, not in an array, is a table of one row; where not, it is an error, since it is mostly something else: a
   * table by columns, settings.
   */
  readonly single: boolean;
  /** Records that are wanted, `Infinity` for all. */
  readonly mostRows: number;
  readonly decoder: CellDecoder;
  readonly take: TakeField;
}

/** Hands over each value of each record of a JSON file: an array of records, or records one after the other (JSON lines). */
export function* eachField({ file, single, mostRows, decoder, take }: EachField): TablePasses<JsonRecords> {
  const names = new ByteDictionary();
  const fields: Fields = { names, decoder, seenBy: [], take, records: 0 };
  let [rows, inArray, begun, closed] = [0, false, false, false];
  /** Takes what is whole from `done` on; gives where that ends. */
  const takeRecords = (cursor: JsonCursor, done: (at: number) => void): void => {
    const { last } = cursor.part;
    if (!begun) {
      if (cursor.next() === undefined && !last) return;
      inArray = cursor.take(OPEN_LIST);
      begun = true;
      done(cursor.at);
    }
    while (!closed && rows < mostRows) {
      if (cursor.next() === undefined && !last) return;
      const more = inArray
        ? rows === 0
          ? !cursor.take(CLOSE_LIST)
          : cursor.take(COMMA)
        : cursor.next() !== undefined;
      if (!more) {
        if (inArray && rows > 0 && !cursor.take(CLOSE_LIST))
          throw cursor.error('expected a comma or "]" behind a record');
        closed = true;
        done(cursor.at);
        break;
      }
      cursor.record = rows + 1;
      if (cursor.next() !== OPEN_RECORD) throw cursor.error('expected a record in braces');
      takeRecord(cursor, rows, fields);
      cursor.record = 0;
      rows++;
      done(cursor.at);
    }
    if (closed && cursor.next() !== undefined) throw cursor.error('expected nothing behind the array');
    if (closed) done(cursor.at);
  };
  yield (part) => {
    const cursor = new JsonCursor(part, file);
    let whole = 0;
    try {
      takeRecords(cursor, (at) => (whole = at));
    } catch (error) {
      const atEnd = cursor.cutOff || part.bytes.length - cursor.at < PREVIEW;
      if (!cursor.failed || !mayBeCutOff(part, atEnd ? part.bytes.length : whole)) throw error;
    }
    if (part.last && !inArray && rows <= (single ? 0 : 1) && rows < mostRows) throw alone(file, rows, part);
    return rows === mostRows ? ENOUGH : whole;
  };
  return { rows, names };
}

/** More bytes than errors show of what they met. */
const PREVIEW = 64;

function alone(file: string, rows: number, part: FilePart): FoldwiseError {
  // At the beginning of the file, which may be out of view.
  const start = new JsonCursor({ ...part, linesBefore: 0 }, file);
  start.at = 0;
  return start.error(
    `expected an array of records or a record a line, got ${rows === 0 ? 'none' : 'one record alone'}`,
    rows === 0 ? 'download or write the file again' : 'name it .jsonl if it is a table of one row',
  );
}

interface Fields {
  readonly names: ByteDictionary;
  readonly decoder: CellDecoder;
  /** By name, the record that had it last. */
  readonly seenBy: number[];
  readonly take: TakeField;
  /** Records that were begun, those counted again that were cut off. */
  records: number;
}

function takeRecord(cursor: JsonCursor, row: number, fields: Fields): void {
  const { seenBy, take } = fields;
  const record = ++fields.records;
  cursor.at++;
  if (cursor.take(CLOSE_RECORD)) return;
  do {
    const name = takeName(cursor, fields);
    if (seenBy[name] === record)
      throw cursor.error('expected names that differ in a record, got one of them twice');
    seenBy[name] = record;
    if (!cursor.take(COLON)) throw cursor.error('expected a colon behind a name');
    cursor.next();
    const start = cursor.at;
    const kind = cursor.value();
    // A number that ends with the part may go on behind it.
    if (cursor.at === cursor.bytes.length) throw cursor.error('expected a comma or "}"');
    take(cursor, row, name, kind, start, cursor.at);
  } while (cursor.take(COMMA));
  if (!cursor.take(CLOSE_RECORD)) throw cursor.error('expected a comma or "}"');
}

function takeName(cursor: JsonCursor, { names, decoder }: Fields): number {
  cursor.next();
  const start = cursor.at + 1;
  const escapes = cursor.string();
  const end = cursor.at - 1;
  if (escapes) {
    const plain = unescapeJson(cursor, start, end);
    return names.codeOf(plain, 0, plain.length);
  }
  const known = names.size;
  const code = names.codeOf(cursor.bytes, start, end);
  if (code === known) decoder.check({ file: cursor.file, part: cursor.part, at: start }, end);
  return code;
}
