import { FoldwiseError } from '@foldwise/core/base';
import type { TableOptions } from './table-options.ts';

/**
 * What stands for a missing cell unless told otherwise: pandas' most common ones. `None` is not among them, since it is a level
 * in many files.
 */
export const MISSING_TOKENS: readonly string[] = Object.freeze([
  '',
  'NA',
  'N/A',
  'NaN',
  'nan',
  'null',
  'NULL',
  '<NA>',
  'n/a',
  '#N/A',
]);

/** What may differ from file to file of the same columns. */
export type CsvDialect = Pick<CsvOptions, 'delimiter' | 'encoding' | 'missing'>;

/** How a CSV file is read. */
export interface CsvOptions extends TableOptions {
  /** One character; default a tab for a name that ends in `.tsv` or `.tab` (also compressed), else a comma. */
  readonly delimiter?: string;
  /** Unquoted cells that are missing; default `MISSING_TOKENS`. In an id column only the empty cell is. */
  readonly missing?: readonly string[];
  /** Default `"utf-8"`; or another label of WHATWG's that extends ASCII, as `"windows-1252"`. */
  readonly encoding?: string;
}

/** The delimiter as a byte; `where` is what errors name. */
export function delimiterOf(
  options: Pick<CsvOptions, 'delimiter' | 'name'>,
  where: string = options.name ?? 'CSV',
): number {
  const byName = /\.(tsv|tab)(\.(gz|zst|zip))?$/i.test(options.name ?? '') ? '\t' : ',';
  const delimiter = options.delimiter ?? byName;
  // What numbers are made of cannot separate them.
  if (/^[^A-Za-z0-9.+"\r\n-]$/.test(delimiter) && delimiter < '\x80') return delimiter.charCodeAt(0);
  throw new FoldwiseError(
    `expected a delimiter of one ASCII character that no number, quote or line break has, got ${JSON.stringify(delimiter)}`,
    { code: 'input', where, hint: "pass delimiter: ';'" },
  );
}

/** The dialect among other options. */
export function dialectOf({ delimiter, encoding, missing }: CsvDialect): CsvDialect {
  return {
    ...(delimiter !== undefined && { delimiter }),
    ...(encoding !== undefined && { encoding }),
    ...(missing !== undefined && { missing }),
  };
}
