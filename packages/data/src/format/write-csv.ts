import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { checkText } from './check-text.ts';
import { delimiterOf, MISSING_TOKENS } from './csv-options.ts';
import { needsQuotes } from './needs-quotes.ts';
import { parseNumber } from './parse-number.ts';

/** How a CSV file is written. */
export interface CsvFormat {
  /** One character; default a comma. */
  readonly delimiter?: string;
  /**
   * Whether strings that would be read as a number or a missing cell (`007` would not, `12` and `NA` would) are quoted, so that
   * `parseCsv` gives the same table back; default true. Without it `12` is written plain, as Kaggle's sample files have it.
   */
  readonly exact?: boolean;
}

/**
 * The text of a CSV file that `parseCsv` reads back as the same table: names, order, every cell to the bit.
 *
 * Lines end in LF. A missing cell is nothing, the empty string `""`. Numbers are the shortest decimal that gives the same float64;
 * integers beyond ±(2⁵³ − 1) have an exponent, −0 its sign. What a schema says is not in the file: read it with the same schema to
 * get the same kinds (an id, text of few levels).
 *
 * @throws FoldwiseError `data` for a table without columns, a name that is blank, and strings that are not well-formed Unicode.
 * @example
 * formatCsv(new Table([idColumn('Id', ['007', '8']), numberColumn('Age', [22, null])])); // 'Id,Age\n007,22\n"8",\n'
 */
export function formatCsv(table: Table, format: CsvFormat = {}): string {
  const delimiter = format.delimiter ?? ',';
  const mark = delimiterOf({ delimiter }, 'formatCsv');
  if (table.columns.length === 0) {
    throw new FoldwiseError('expected at least one column, got none', { code: 'data', where: 'formatCsv' });
  }
  const header = table.names.map((name) => headerCell(name, mark)).join(delimiter);
  const cells = table.columns.map((column) => cellWriter(column, mark, format.exact ?? true));
  const lines = [header];
  for (let row = 0; row < table.length; row++) {
    let line = cells[0]!(row);
    for (let i = 1; i < cells.length; i++) line += delimiter + cells[i]!(row);
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function headerCell(name: string, delimiter: number): string {
  checkText(name, name);
  if (name.trim() === '') {
    throw new FoldwiseError(`expected a name for every column, got ${JSON.stringify(name)}`, {
      code: 'data',
      where: 'formatCsv',
      hint: 'rename the column',
    });
  }
  return needsQuotes(name, delimiter) ? quoted(name) : name;
}

function cellWriter(column: Column, delimiter: number, exact: boolean): (row: number) => string {
  if (column.kind === 'number') return (row) => formatNumber(column.values[row]!);
  const levels = column.levels.map((level) => {
    checkText(level, column.name);
    return needsQuotes(level, delimiter) || (exact && looksLikeNoString(level)) ? quoted(level) : level;
  });
  return (row) => levels[column.codes[row]!] ?? '';
}

/** The shortest decimal that reads back as the same float64; nothing for NaN. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '';
  if (Object.is(value, -0)) return '-0';
  // An integer of so many digits would be read as a name, since most such are.
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isFinite(value)) return value.toExponential();
  return String(value);
}

const MISSING = new Set(MISSING_TOKENS);

/** Whether `parseCsv` would take this text, unquoted, for a number or a missing cell. */
function looksLikeNoString(text: string): boolean {
  const bare = text.replace(/^[ \t]+|[ \t]+$/g, '');
  if (MISSING.has(bare)) return true;
  const bytes = Buffer.from(bare);
  return !Number.isNaN(parseNumber(bytes, 0, bytes.length, true));
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
