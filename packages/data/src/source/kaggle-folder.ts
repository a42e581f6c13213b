import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import type { ByteSource } from '../format/byte-source.ts';
import type { CsvDialect, CsvOptions } from '../format/csv-options.ts';
import { dialectOf } from '../format/csv-options.ts';
import { streamTable } from '../format/parse-table.ts';
import type { Schema } from '../table/schema.ts';
import { textColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { NamedTable } from './check-rows.ts';
import { checkIds, checkNotEmpty, checkSameIds, checkTarget } from './check-rows.ts';
import type { FoundFile, KaggleFileNames } from './kaggle-files.ts';
import { findKaggleFiles, findTrainAndTest } from './kaggle-files.ts';
import type { IdsOfColumns } from './ids-of-columns.ts';
import { withIdsOfColumns } from './ids-of-columns.ts';
import { rolesOf } from './roles.ts';
import { withRowNumbers } from './row-number-ids.ts';
import { fingerprintOf } from './sha256.ts';
import type { Source, SourceFile } from './source.ts';

/** Where the files depart from what is usual. */
export interface KaggleFolderOptions extends KaggleFileNames, CsvDialect {
  /**
   * What the ids are where train and test file have none: `"row-number"`, the number of a row, from 1, as the sample file counts; or
   * cells put together, `{ of: ['Store', 'Dept', 'Date'] }` for `1_1_2012-11-02`.
   */
  readonly ids?: 'row-number' | IdsOfColumns;
  /** What a submission has beside the id, for a folder without a sample file: one is made up of these columns and the test rows. */
  readonly columns?: readonly string[];
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
 * const sales = kaggleFolder({ ids: { of: ['Store', 'Dept', 'Date'] } });
 * const authors = kaggleFolder({ columns: ['EAP', 'HPL', 'MWS'] });
 */
export function kaggleFolder(options: KaggleFolderOptions = {}): Source {
  const { missing, ids, columns, ...plain } = options;
  const stated = Object.entries(plain).filter(([, value]) => value !== undefined);
  const spec = Object.freeze({
    kind: 'kaggleFolder',
    ...Object.fromEntries(stated),
    ...(ids && { ids: typeof ids === 'string' ? ids : { ...ids, of: [...ids.of] } }),
    ...(columns && { columns: [...columns] }),
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
  const found = await (options.columns ? findTrainAndTest : findKaggleFiles)(directory, options);
  const files: SourceFile[] = [];
  const read = async (
    file: FoundFile,
    toTable: (source: ByteSource) => Promise<Table>,
  ): Promise<NamedTable> => {
    const source = await file.open();
    files.push({ path: file.name, ...(await fingerprintOf(source)) });
    const named = { name: file.name, table: await toTable(source) };
    checkNotEmpty(named);
    return named;
  };
  const bySchema = (name: string, mayLack: readonly string[]) => async (source: ByteSource) => {
    const { ids, others = 'error' } = options;
    const lacking = ids === undefined ? mayLack : [...mayLack, id];
    const table = await streamTable(source, {
      ...dialectOf(options),
      name,
      schema,
      others,
      mayLack: lacking,
    });
    if (ids === undefined || table.has(id)) return table;
    return ids === 'row-number' ? withRowNumbers(table, id) : withIdsOfColumns(table, id, ids, name);
  };
  const train = await read(found.train, bySchema(found.train.name, []));
  checkIds(train, id);
  for (const target of targets) checkTarget(train, target);
  const test = await read(found.test, bySchema(found.test.name, targets));
  checkIds(test, id);
  const { sample: file } = found;
  const sample = file
    ? await read(file, (source) => readSample(source, { ...dialectOf(options), name: file.name }, id))
    : { name: 'sample submission', table: madeUp(test.table, id, options.columns ?? []) };
  checkIds(sample, id);
  checkSameIds(test, sample, id);
  const known = targets.filter((target) => test.table.has(target));
  return { train: train.table, test: test.table.without(...known), sample: sample.table, files };
}

/** The test rows' ids, and a 0 in each column. */
function madeUp(test: Table, id: string, columns: readonly string[]): Table {
  const zeros = Array.from({ length: test.length }, () => '0');
  return new Table([test.column(id), ...columns.map((name) => textColumn(name, zeros))]);
}

/** Every cell as it stands in the file, an empty one as the empty string. */
async function readSample(
  source: ByteSource,
  options: CsvOptions & { readonly name: string },
  id: string,
): Promise<Table> {
  const table = await streamTable(source, { ...options, kinds: 'text', missing: [] });
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
