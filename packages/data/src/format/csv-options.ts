import { FoldwiseError } from '@foldwise/core';
import type { ColumnKind } from '../table/column.ts';
import type { Schema } from '../table/schema.ts';

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
export interface CsvOptions {
  /** What errors call the file; default its path, or "CSV". */
  readonly name?: string;
  /** One character; default a tab for a name that ends in `.tsv` or `.tab` (also compressed), else a comma. */
  readonly delimiter?: string;
  /** Unquoted cells that are missing; default `MISSING_TOKENS`. In an id column only the empty cell is. */
  readonly missing?: readonly string[];
  /** Default `"utf-8"`; or another label of WHATWG's that extends ASCII, as `"windows-1252"`. */
  readonly encoding?: string;
  /** The columns and what they are; a column that the file lacks is an error. */
  readonly schema?: Schema;
  /** Columns of the schema that the file may lack, as a test file does the target. Ignored ones it may always lack. */
  readonly mayLack?: readonly string[];
  /** Columns that the schema lacks: `"error"` (default), `"skip"` them, or `"infer"` their kinds. */
  readonly others?: 'error' | 'skip' | 'infer';
  /** Kinds of columns instead of inferred ones: one for all, or by name. Not together with `schema`. */
  readonly kinds?: ColumnKind | Readonly<Record<string, ColumnKind>>;
}

/** The delimiter as a byte; `where` is what errors name. */
export function delimiterOf(
  options: Pick<CsvOptions, 'delimiter' | 'name'>,
  where: string = options.name ?? 'CSV',
): number {
  const byName = /\.(tsv|tab)(\.(gz|zip))?$/i.test(options.name ?? '') ? '\t' : ',';
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
