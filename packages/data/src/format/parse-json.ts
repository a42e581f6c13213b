import { FoldwiseError } from '@foldwise/core';
import type { Column, ColumnKind } from '../table/column.ts';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { ByteDictionary } from './byte-dictionary.ts';
import { cellDecoder } from './decode-cell.ts';
import type { DecodeCell } from './decode-cell.ts';
import { encodedColumn, levelsBySchema } from './encoded-column.ts';
import type { JsonCursor, JsonKind } from './json-cursor.ts';
import { eachField } from './json-records.ts';
import type { JsonRecords } from './json-records.ts';
import { jsonNumber } from './json-number.ts';
import { listText } from './list-text.ts';
import { missingTokenTest } from './missing-tokens.ts';
import type { IsMissingToken } from './missing-tokens.ts';
import { planKinds } from './plan-kinds.ts';
import type { TableOptions } from './table-options.ts';
import { unescapeJson } from './unescape-json.ts';

/** How a JSON file is read. */
export interface JsonOptions extends TableOptions {
  /** Strings that are missing beside null; default none. In an id column only the empty string may be. */
  readonly missing?: readonly string[];
  /**
   * What to put between the items of a list, as `'|'`: the list `["salt", "olive oil"]` becomes the text `salt|olive oil`. An item
   * that is empty, or holds the separator, is an error. Default: no joining, a list is its JSON text.
   */
  readonly listSeparator?: string;
}

/**
 * The table in the bytes (or text) of a JSON file: an array of records, or records one after the other (JSON lines).
 *
 * A column for each name, in the order in which they first come; a name that a record lacks is a missing cell, as null is. Kinds come
 * from `schema` or `kinds`, else from the whole column: `number` if every value is a number that float64 holds exactly, else
 * `category` or `text` by `inferStringKind`, numbers in it digit by digit as they stand (`9007199254740993` stays so). `true` and
 * `false` are strings, and so is `"12"`. A list or record inside a record is its JSON text without blanks, unless `listSeparator`
 * joins lists. Python's `NaN` and `Infinity` are understood.
 *
 * @throws FoldwiseError `data` with file, line and record for what is no JSON, a name twice in a record, text that is not UTF-8; for one
 * record alone unless the name ends in `.jsonl` or `.ndjson`.
 * @example
 * parseJson('[{"id":"007","ingredients":["salt","oil"]}]', { listSeparator: '|' }).column('ingredients'); // text ['salt|oil']
 */
export function parseJson(data: Uint8Array | string, options: JsonOptions = {}): Table {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const file = options.name ?? 'JSON';
  const decode = cellDecoder(bytes, file, 'utf-8');
  const single = /\.(jsonl|ndjson)(\.(gz|zst|zip))?$/i.test(file) || options.name === undefined;
  const notNumbers = new Set<number>();
  const survey = (
    cursor: JsonCursor,
    _row: number,
    name: number,
    kind: JsonKind,
    start: number,
    end: number,
  ) => {
    if (kind === 'missing' || notNumbers.has(name)) return;
    if (kind !== 'number' || Number.isNaN(jsonNumber(cursor.bytes, start, end, true))) notNumbers.add(name);
  };
  const records = eachField(bytes, file, single, survey);
  const names = records.names.levels((part, start, end, at) => decode(part, start, end, at));
  const kinds = planKinds(names, options, file).map(
    (kind, i) => kind ?? (kind === undefined && !notNumbers.has(i) ? 'number' : kind),
  );
  const columns = fill(bytes, file, single, records, names, kinds, options);
  return new Table(
    columns.map((column) => levelsBySchema(column(decode), options.schema)),
    records.rows,
  );
}

type Made = (decode: DecodeCell) => Column;

/** Goes through the file once more, and keeps what is wanted. */
function fill(
  bytes: Uint8Array,
  file: string,
  single: boolean,
  { rows }: JsonRecords,
  names: readonly string[],
  kinds: readonly (ColumnKind | undefined | null)[],
  options: JsonOptions,
): readonly Made[] {
  const takers = names.map((name, i) => {
    const kind = kinds[i];
    if (kind === null) return undefined;
    const tokens = options.missing ?? [];
    const isMissing = missingTokenTest(kind === 'id' ? tokens.filter((token) => token === '') : tokens);
    return kind === 'number'
      ? numbers(name, rows, isMissing)
      : strings(name, kind, bytes, rows, isMissing, options);
  });
  eachField(bytes, file, single, (cursor, row, name, kind, start, end) => {
    if (kind !== 'missing') takers[name]?.take(cursor, row, kind, start, end);
  });
  return takers.flatMap((taker) => (taker === undefined ? [] : [taker.made]));
}

interface Taker {
  take(cursor: JsonCursor, row: number, kind: JsonKind, start: number, end: number): void;
  readonly made: Made;
}

function numbers(name: string, rows: number, isMissing: IsMissingToken): Taker {
  const values = new Float64Array(rows).fill(NaN);
  return {
    take(cursor, row, kind, start, end) {
      const quotes = kind === 'string' ? 1 : 0;
      const [from, to] = [start + quotes, end - quotes];
      if (from === to || isMissing(cursor.bytes, from, to)) return;
      const value = kind === 'boolean' || kind === 'nested' ? NaN : jsonNumber(cursor.bytes, from, to, false);
      if (Number.isNaN(value)) throw notANumber(cursor, name, start, end);
      values[row] = value;
    },
    made: () => numberColumn(name, values),
  };
}

function notANumber(cursor: JsonCursor, name: string, start: number, end: number): FoldwiseError {
  cursor.at = start;
  const cell = Buffer.from(cursor.bytes.subarray(start, Math.min(end, start + 40))).toString();
  return cursor.error(
    `expected a number in column "${name}", got ${cell}`,
    `make ${JSON.stringify(name)} a category or text column`,
  );
}

function strings(
  name: string,
  kind: 'category' | 'text' | 'id' | undefined,
  bytes: Uint8Array,
  rows: number,
  isMissing: IsMissingToken,
  { listSeparator }: JsonOptions,
): Taker {
  const codes = new Int32Array(rows).fill(-1);
  const dictionary = new ByteDictionary(bytes);
  return {
    take(cursor, row, value, start, end) {
      if (value === 'nested') {
        codes[row] = dictionary.codeOf(start, end, listText(cursor, start, end, listSeparator));
        return;
      }
      const quotes = value === 'string' ? 1 : 0;
      const [from, to] = [start + quotes, end - quotes];
      if (quotes && isMissing(bytes, from, to)) return;
      const escapes = quotes > 0 && bytes.subarray(from, to).includes(92);
      codes[row] = dictionary.codeOf(from, to, escapes ? unescapeJson(cursor, from, to) : undefined);
    },
    made: (decode) =>
      encodedColumn(
        name,
        kind,
        codes,
        dictionary.levels((part, start, end, at) => decode(part, start, end, at, name)),
      ),
  };
}
