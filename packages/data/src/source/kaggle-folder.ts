import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { CsvDialect, CsvOptions } from '../format/csv-options.ts';
import { dialectOf } from '../format/csv-options.ts';
import { parseTable } from '../format/parse-table.ts';
import type { Schema } from '../table/schema.ts';
import { Table } from '../table/table.ts';
import type { NamedTable } from './check-rows.ts';
import { checkIds, checkNotEmpty, checkSameIds, checkTarget } from './check-rows.ts';
import type { FoundFile, KaggleFileNames } from './kaggle-files.ts';
import { findKaggleFiles } from './kaggle-files.ts';
import { rolesOf } from './roles.ts';
import { withRowNumbers } from './row-number-ids.ts';
import { sha256 } from './sha256.ts';
import type { Source, SourceFile } from './source.ts';

/** Where the files depart from what is usual. */
export interface KaggleFolderOptions extends KaggleFileNames, CsvDialect {
  /** `"row-number"`: train and test file have no id; the id of a row is its number, from 1, as the sample file counts. */
  readonly ids?: 'row-number';
  /** Columns that the schema does not name: an `"error"` (default), or `"skip"` them. */
  readonly others?: 'error' | 'skip';
}

/**
 * Kaggle's own files, as they lie in the competition's `data/` folder or where `--data` points: train, test and sample submission,
 * each plain, packed with gzip or Zstandard, or in a zip, in any format of `readTable`.
 *
 * Train and test are read by the schema; the test file may lack the target. The sample is read as text, as it stands, but for its id.
 *
 * @throws FoldwiseError for files that are not there, ids that are missing, repeated or differ between test and sample, training rows
 * without a target, a file without rows.
 * @example
 * const source = kaggleFolder({ sample: 'sample_entry.csv' });
 */
export function kaggleFolder(options: KaggleFolderOptions = {}): Source {
  const { missing, ...plain } = options;
  const stated = Object.entries(plain).filter(([, value]) => value !== undefined);
  const spec = Object.freeze({
    kind: 'kaggleFolder',
    ...Object.fromEntries(stated),
    ...(missing && { missing: [...missing] }),
  });
  return Object.freeze({
    spec,
    load: async (schema: Schema, directory: string) => loadFolder(schema, directory, options),
  });
}

async function loadFolder(
  schema: Schema,
  directory: string,
  options: KaggleFolderOptions,
): ReturnType<Source['load']> {
  const { id, targets } = rolesOf(schema, 'kaggleFolder');
  const found = await findKaggleFiles(directory, options);
  const files: SourceFile[] = [];
  const read = async (
    file: FoundFile,
    toTable: (bytes: Uint8Array) => Promise<Table>,
  ): Promise<NamedTable> => {
    const bytes = await file.read();
    files.push({ path: file.name, sha256: sha256(bytes), bytes: bytes.length });
    const named = { name: file.name, table: await toTable(bytes) };
    checkNotEmpty(named);
    return named;
  };
  const bySchema = (name: string, mayLack: readonly string[]) => async (bytes: Uint8Array) => {
    const numbered = options.ids === 'row-number';
    const others = options.others ?? 'error';
    const lacking = numbered ? [...mayLack, id] : mayLack;
    const table = await parseTable(bytes, { ...dialectOf(options), name, schema, others, mayLack: lacking });
    return numbered && !table.has(id) ? withRowNumbers(table, id) : table;
  };
  const train = await read(found.train, bySchema(found.train.name, []));
  checkIds(train, id);
  for (const target of targets) checkTarget(train, target);
  const test = await read(found.test, bySchema(found.test.name, targets));
  checkIds(test, id);
  const sample = await read(found.sample, (bytes) =>
    readSample(bytes, { ...dialectOf(options), name: found.sample.name }, id),
  );
  checkIds(sample, id);
  checkSameIds(test, sample, id);
  const known = targets.filter((target) => test.table.has(target));
  return { train: train.table, test: test.table.without(...known), sample: sample.table, files };
}

/** Every cell as it stands in the file, an empty one as the empty string. */
async function readSample(
  bytes: Uint8Array,
  options: CsvOptions & { readonly name: string },
  id: string,
): Promise<Table> {
  const table = await parseTable(bytes, { ...options, kinds: 'text', missing: [] });
  if (!table.has(id)) {
    throw new FoldwiseError(`expected the id column "${id}" in the sample submission`, {
      code: 'data',
      where: options.name,
      hint: didYouMean(id, table.names),
    });
  }
  return new Table(
    table.columns.map((column) =>
      column.name === id && column.kind !== 'number' ? { ...column, kind: 'id' as const } : column,
    ),
    table.length,
  );
}
