import { FoldwiseError } from '@foldwise/core/base';
import type { Column, ColumnKind } from '../table/column.ts';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { ByteDictionary } from './byte-dictionary.ts';
import { cellDecoder } from './decode-cell.ts';
import { checkMemory } from './check-memory.ts';
import type { CellDecoder } from './decode-cell.ts';
import { encodedColumn, levelsBySchema } from './encoded-column.ts';
import type { JsonCursor, JsonKind } from './json-cursor.ts';
import { eachField } from './json-records.ts';
import { jsonNumber } from './json-number.ts';
import { listText } from './list-text.ts';
import { missingTokenTest } from './missing-tokens.ts';
import type { IsMissingToken } from './missing-tokens.ts';
import { checkUnchanged, passOver } from './passes.ts';
import type { TablePasses } from './passes.ts';
import { planKinds } from './plan-kinds.ts';
import { rowLimit } from './row-limit.ts';
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
  return passOver(typeof data === 'string' ? Buffer.from(data) : data, jsonPasses(options));
}

/** `parseJson` in passes over a file: one to see what its columns are, one to fill them. */
export function* jsonPasses(options: JsonOptions): TablePasses<Table> {
  const file = options.name ?? 'JSON';
  const decoder = cellDecoder(file, 'utf-8');
  const single = /\.(jsonl|ndjson)(\.(gz|zst|zip))?$/i.test(file) || options.name === undefined;
  const records = { file, single, mostRows: rowLimit(options), decoder };
  const notNumbers = new Set<number>();
  const first = yield* eachField({
    ...records,
    take(cursor, _row, name, kind, start, end) {
      if (kind === 'missing' || notNumbers.has(name)) return;
      if (kind !== 'number' || Number.isNaN(jsonNumber(cursor.bytes, start, end, true))) notNumbers.add(name);
    },
  });
  const names = first.names.levels(decoder.text);
  const kinds = planKinds(names, options, file).map(
    (kind, i) => kind ?? (kind === undefined && !notNumbers.has(i) ? 'number' : kind),
  );
  const kept = kinds.filter((kind) => kind !== null);
  const bytes = kept.reduce((sum, kind) => sum + first.rows * (kind === 'number' ? 8 : 4), 0);
  checkMemory({ file, rows: first.rows, columns: kept.length, bytes }, options);
  const takers = names.map((name, i) => takerOf(name, kinds[i], first.rows, decoder, options));
  const second = yield* eachField({
    ...records,
    take(cursor, row, name, kind, start, end) {
      if (kind !== 'missing') takers[name]?.take(cursor, row, kind, start, end);
    },
  });
  checkUnchanged(file, first.rows, second.rows);
  const columns = takers.flatMap((taker) => (taker === undefined ? [] : [taker.made()]));
  return new Table(
    columns.map((column) => levelsBySchema(column, options.schema)),
    first.rows,
  );
}

/** A column while it is read. */
interface Taker {
  take(cursor: JsonCursor, row: number, kind: JsonKind, start: number, end: number): void;
  made(): Column;
}

function takerOf(
  name: string,
  kind: ColumnKind | undefined | null,
  rows: number,
  decoder: CellDecoder,
  { missing = [], listSeparator }: JsonOptions,
): Taker | undefined {
  if (kind === null) return undefined;
  const isMissing = missingTokenTest(kind === 'id' ? missing.filter((token) => token === '') : missing);
  return kind === 'number'
    ? numbers(name, rows, isMissing)
    : strings(name, kind, rows, isMissing, decoder, listSeparator);
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
  rows: number,
  isMissing: IsMissingToken,
  decoder: CellDecoder,
  listSeparator: string | undefined,
): Taker {
  const codes = new Int32Array(rows).fill(-1);
  const dictionary = new ByteDictionary();
  const textOf = (
    cursor: JsonCursor,
    value: JsonKind,
    start: number,
    end: number,
  ): Uint8Array | undefined => {
    if (value === 'nested') return listText(cursor, start, end, listSeparator);
    const escapes = value === 'string' && cursor.bytes.subarray(start, end).includes(92);
    return escapes ? unescapeJson(cursor, start, end) : undefined;
  };
  return {
    take(cursor, row, value, start, end) {
      const { bytes, file, part } = cursor;
      const quotes = value === 'string' ? 1 : 0;
      const [from, to] = [start + quotes, end - quotes];
      if (quotes && isMissing(bytes, from, to)) return;
      const text = textOf(cursor, value, from, to);
      const known = dictionary.size;
      codes[row] = text ? dictionary.codeOf(text, 0, text.length) : dictionary.codeOf(bytes, from, to);
      // A level is looked at once, where it first stands: later nobody knows where that was.
      if (codes[row] === known) decoder.check({ file, part, at: from, column: name }, to);
    },
    made: () => encodedColumn(name, kind, codes, dictionary.levels(decoder.text)),
  };
}
