import type { Column } from '../table/column.ts';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { CsvColumn, CsvColumns } from './csv-columns.ts';
import { MODE, startColumns } from './csv-columns.ts';
import type { CsvHeader } from './csv-header.ts';
import { readHeader } from './csv-header.ts';
import type { CsvOptions } from './csv-options.ts';
import { delimiterOf, MISSING_TOKENS } from './csv-options.ts';
import { scanRows } from './csv-scan.ts';
import type { DecodeCell } from './decode-cell.ts';
import { cellDecoder } from './decode-cell.ts';
import { encodedColumn, levelsBySchema } from './encoded-column.ts';
import { missingTokenTest } from './missing-tokens.ts';
import { parseNumber } from './parse-number.ts';
import { planKinds } from './plan-kinds.ts';

/**
 * The table in the bytes (or text) of a CSV file.
 *
 * RFC 4180 with LF, CRLF or CR, a byte order mark dropped, quoted cells with delimiters, line breaks and doubled quotes. Every row
 * has as many cells as the header; blank lines are skipped, except that in a file of one column they are missing cells. A file with a
 * header and no row is a table of no rows.
 *
 * Kinds come from `schema` or `kinds`, else from the whole column: `number` if every cell that is not missing is a number that
 * survives exactly (`007`, `9007199254740993` and a mixture do not: they stay strings, byte for byte), else `category` or `text` by
 * `inferStringKind`. A column without any cell is `number`.
 *
 * Quotes say "this is a string": `"12"` and `"NA"` are strings, `""` is the empty string, while an unquoted nothing is missing. Only
 * where every field of the file is quoted, names included, do quotes say nothing. In a column of numbers `""` is missing.
 *
 * @example
 * parseCsv('Age,Sex\n22,male\n,female\n').column('Age'); // number column [22, NaN]
 */
export function parseCsv(data: Uint8Array | string, options: CsvOptions = {}): Table {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const file = options.name ?? 'CSV';
  const delimiter = delimiterOf(options);
  const decode = cellDecoder(bytes, file, options.encoding ?? 'utf-8');
  const header = readHeader(bytes, delimiter, file, decode);
  const columns = planColumns(header, options, file, delimiter);
  const capacity = mostRows(bytes, header.body);
  const numericTokens = (options.missing ?? []).some((token) => isNumeric(token));
  const base = { file, bytes, body: header.body, delimiter, capacity, numericTokens };
  const read = (ignoreQuotes: boolean, which: readonly CsvColumn[]) => {
    const state = startColumns(which, bytes, capacity);
    return { state, ignoreQuotes, rows: scanRows({ ...base, ignoreQuotes, state }) };
  };

  let first = read(header.allQuoted, columns);
  if (first.rows === undefined) first = read(false, columns);
  const { state, ignoreQuotes, rows = 0 } = first;
  const again = columns.map((column, i) => mustReread(state, i) && column);
  const second = again.some(Boolean)
    ? read(
        ignoreQuotes,
        columns.map((column, i) => ({ ...column, kind: again[i] ? 'text' : null })),
      ).state
    : state;
  const made = columns.map((column, i) => finish(again[i] ? second : state, column, i, rows, decode));
  const kept = made.filter((column) => column !== undefined);
  return new Table(
    kept.map((column) => levelsBySchema(column, options.schema)),
    rows,
  );
}

function isNumeric(token: string): boolean {
  const bytes = Buffer.from(token.trim());
  return !Number.isNaN(parseNumber(bytes, 0, bytes.length, false));
}

function planColumns(
  header: CsvHeader,
  options: CsvOptions,
  file: string,
  delimiter: number,
): readonly CsvColumn[] {
  const kinds = planKinds(header.names, options, file, delimiter);
  const isMissing = missingTokenTest(options.missing ?? MISSING_TOKENS);
  const isEmpty = missingTokenTest((options.missing ?? MISSING_TOKENS).filter((token) => token === ''));
  return header.names.map((name, i) => ({
    name,
    kind: kinds[i],
    isMissing: kinds[i] === 'id' ? isEmpty : isMissing,
  }));
}

/** No fewer than the rows of the file: its line breaks, and one. */
function mostRows(bytes: Uint8Array, body: number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let lines = 1;
  for (let at = body - 1; (at = buffer.indexOf(10, at + 1)) >= 0;) lines++;
  for (let at = body - 1; (at = buffer.indexOf(13, at + 1)) >= 0;) if (bytes[at + 1] !== 10) lines++;
  return lines;
}

/** Whether a column has to be scanned once more, as strings. */
function mustReread({ modes, numbers, blanks }: CsvColumns, i: number): boolean {
  return modes[i] === MODE.reread || (modes[i] === MODE.guess && !numbers[i] && blanks[i] === 1);
}

function finish(
  state: CsvColumns,
  { name, kind }: CsvColumn,
  i: number,
  rows: number,
  decode: DecodeCell,
): Column | undefined {
  if (kind === null) return undefined;
  if (state.modes[i] !== MODE.string) {
    const values = state.values[i]!;
    return numberColumn(name, values.length === rows ? values : values.slice(0, rows));
  }
  const codes = state.codes[i]!.length === rows ? state.codes[i]! : state.codes[i]!.slice(0, rows);
  const levels = state.dictionaries[i]!.levels((bytes, start, end, at) =>
    decode(bytes, start, end, at, name),
  );
  return encodedColumn(name, kind === 'number' ? undefined : kind, codes, levels);
}
