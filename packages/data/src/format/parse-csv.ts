import type { Column } from '../table/column.ts';
import { numberColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { ByteDictionary } from './byte-dictionary.ts';
import type { CsvColumn, CsvColumns } from './csv-columns.ts';
import { MODE, startColumns } from './csv-columns.ts';
import type { CsvHeader } from './csv-header.ts';
import { readHeader } from './csv-header.ts';
import type { CsvOptions } from './csv-options.ts';
import { delimiterOf, MISSING_TOKENS } from './csv-options.ts';
import type { CsvScan } from './csv-scan.ts';
import type { CellDecoder } from './decode-cell.ts';
import { cellDecoder } from './decode-cell.ts';
import { encodedColumn, levelsBySchema } from './encoded-column.ts';
import type { FilePart } from './file-part.ts';
import { missingTokenTest } from './missing-tokens.ts';
import { parseNumber } from './parse-number.ts';
import { checkUnchanged, ENOUGH, mayBeCutOff, passOver } from './passes.ts';
import type { TablePasses } from './passes.ts';
import { planKinds } from './plan-kinds.ts';
import { resized } from './resized.ts';
import { rowLimit } from './row-limit.ts';
import { scanPart } from './scan-part.ts';

/**
 * The table in the bytes (or text) of a CSV file.
 *
 * RFC 4180 with LF, CRLF or CR, a byte order mark dropped, quoted cells with delimiters, line breaks and doubled quotes. Every row
 * has as many cells as the header; blank lines are skipped, except that in a file of one column they are missing cells. A file with a
 * header and no row is a table of no rows.
 *
 * Kinds come from `schema` or `kinds`, else from the whole column: `number` if every cell that is not missing is a number that
 * survives exactly (`007`, `9007199254740993` and a mixture do not: they stay strings, byte for byte), else `category` or `text` by
 * `inferStringKind`. A column without any cell is `number`. Where all cells of one are whole numbers from 0 to 255, they are kept as bytes:
 * images and counts take an eighth of the memory.
 *
 * Quotes say "this is a string": `"12"` and `"NA"` are strings, `""` is the empty string, while an unquoted nothing is missing. Only
 * where every field of the file is quoted, names included, do quotes say nothing. In a column of numbers `""` is missing.
 *
 * @example
 * parseCsv('Age,Sex\n22,male\n,female\n').column('Age'); // number column [22, NaN]
 */
export function parseCsv(data: Uint8Array | string, options: CsvOptions = {}): Table {
  return passOver(typeof data === 'string' ? Buffer.from(data) : data, csvPasses(options));
}

/** `parseCsv` in passes over a file: one for its header, one for its rows, and a second one for columns that were guessed wrongly. */
export function* csvPasses(options: CsvOptions): TablePasses<Table> {
  const file = options.name ?? 'CSV';
  const delimiter = delimiterOf(options);
  const decoder = cellDecoder(file, options.encoding ?? 'utf-8');
  const numericTokens = (options.missing ?? []).some((token) => isNumeric(token));
  const mostRows = rowLimit(options);
  const header = yield* headerPass((part) => readHeader(part, delimiter, file, decoder));
  const columns = planColumns(header, options, file, delimiter);
  const read = function* (ignoreQuotes: boolean, which: readonly CsvColumn[]): TablePasses<CsvScan> {
    const scan: CsvScan = {
      file,
      delimiter,
      decoder,
      ignoreQuotes,
      numericTokens,
      mostRows,
      options,
      state: startColumns(which),
      rows: 0,
      rowStart: 0,
      quotesCount: false,
    };
    yield (part) => {
      const start = part.offset === 0 ? header.body : 0;
      return start > part.bytes.length ? 0 : scanPart(scan, part, start);
    };
    return scan;
  };

  let first = yield* read(header.allQuoted, columns);
  if (first.quotesCount) first = yield* read(false, columns);
  const { state, ignoreQuotes, rows } = first;
  const again = columns.map((column, i) => mustReread(state, i) && column);
  let second = first;
  if (again.some(Boolean)) {
    second = yield* read(
      ignoreQuotes,
      columns.map((column, i) => ({ ...column, kind: again[i] ? 'text' : null })),
    );
    checkUnchanged(file, rows, second.rows);
  }
  const made = columns.map((column, i) => finish(again[i] ? second.state : state, column, i, rows, decoder));
  const kept = made.filter((column) => column !== undefined);
  return new Table(
    kept.map((column) => levelsBySchema(column, options.schema)),
    rows,
  );
}

/** Reads the header of a file, whose end has to be in view. */
function* headerPass(read: (part: FilePart) => CsvHeader): TablePasses<CsvHeader> {
  let header: CsvHeader | undefined;
  yield (part) => {
    header = undefined;
    try {
      header = read(part);
    } catch (error) {
      if (!mayBeCutOff(part, 0)) throw error;
    }
    // Behind a CR there may be an LF.
    if (header !== undefined && (part.last || header.body < part.bytes.length)) return ENOUGH;
    return 0;
  };
  return header!;
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

/** Whether a column has to be scanned once more, as strings. */
function mustReread({ modes, numbers, blanks }: CsvColumns, i: number): boolean {
  return modes[i] === MODE.reread || (modes[i] === MODE.guess && !numbers[i] && blanks[i] === 1);
}

function finish(
  state: CsvColumns,
  { name, kind }: CsvColumn,
  i: number,
  rows: number,
  decoder: CellDecoder,
): Column | undefined {
  if (kind === null) return undefined;
  if (state.modes[i] !== MODE.string) {
    const isByte = state.areBytes[i] === 1 && rows > 0;
    return numberColumn(name, isByte ? resized(state.bytes[i]!, rows) : resized(state.values[i]!, rows));
  }
  const codes = resized(state.codes[i]!, rows);
  const levels = state.dictionaries[i]!.levels(decoder.text);
  state.dictionaries[i] = new ByteDictionary();
  return encodedColumn(name, kind === 'number' ? undefined : kind, codes, levels);
}
