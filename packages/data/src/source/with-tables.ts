import { didYouMean, FoldwiseError } from '@foldwise/core/base';
import { streamTable } from '../format/parse-table.ts';
import { leftJoin } from '../operations/join/left-join.ts';
import { dropDuplicates } from '../operations/drop-duplicates.ts';
import { ignored } from '../table/schema.ts';
import type { Schema } from '../table/schema.ts';
import type { Table } from '../table/table.ts';
import { checkNotEmpty } from './check-rows.ts';
import { findFile } from './kaggle-files.ts';
import { fingerprintOf } from './sha256.ts';
import type { CompetitionData, Source, SourceFile } from './source.ts';

/** A further file of a competition, whose rows say more about the rows of train and test. */
export interface FurtherTable {
  /** Its name in the folder; it may be packed as `kaggleFolder`'s files may. */
  readonly file: string;
  /** The columns that both have, by which a row finds its row of the file. */
  readonly on: readonly string[];
}

/**
 * A source whose train and test rows are joined with further files of the folder: stores, products, the weather.
 *
 * Each row gets the columns of the row of the file that has the same keys, missing cells where there is none (a left join). The schema
 * names the columns of all files; those that it does not name are left out of the further ones, and one that train has as well is taken
 * from the further one. Every file is part of what a run knows its data by.
 *
 * @throws FoldwiseError for a file that is not there, has no such keys, several rows of the same keys, or gives the id or target; as the
 * source does.
 * @example
 * withTables(kaggleFolder(), { file: 'stores.csv', on: ['Store'] }, { file: 'features.csv', on: ['Store', 'Date'] });
 */
export function withTables(source: Source, ...tables: readonly FurtherTable[]): Source {
  const spec = Object.freeze({
    kind: 'withTables',
    source: source.spec,
    tables: tables.map(({ file, on }) => ({ file, on: [...on] })),
  });
  return Object.freeze({
    spec,
    load: async (schema: Schema, directory: string): Promise<CompetitionData> => {
      const read = await Promise.all(tables.map((table) => readTable(table, schema, directory)));
      const given = new Set(read.flatMap(({ names }) => names));
      const own = Object.fromEntries(
        Object.entries(schema).map(([name, column]) => [name, given.has(name) ? ignored() : column]),
      );
      const data = await source.load(own, directory);
      const join = (table: Table): Table =>
        read.reduce((left, { further, on }) => leftJoin(left, further, on), table);
      return {
        ...data,
        train: join(data.train),
        test: join(data.test),
        files: [...data.files, ...read.map(({ file }) => file)],
      };
    },
  });
}

interface ReadTable {
  readonly further: Table;
  readonly on: readonly string[];
  /** The columns that it gives, keys left out. */
  readonly names: readonly string[];
  readonly file: SourceFile;
}

async function readTable(table: FurtherTable, schema: Schema, directory: string): Promise<ReadTable> {
  const found = await findFile(directory, table.file);
  const source = await found.open();
  const { name } = found;
  const further = await streamTable(source, { name, schema, mayLack: Object.keys(schema), others: 'skip' });
  checkNotEmpty({ name, table: further });
  checkKeys(name, further, table.on);
  const names = further.names.filter((column) => !table.on.includes(column));
  const odd = names.find((column) => schema[column]!.kind === 'id' || schema[column]!.kind === 'target');
  if (odd !== undefined) {
    throw refused(
      name,
      `expected features beside the keys, got the ${schema[odd]!.kind} "${odd}"`,
      'join on it, or take it out of the file',
    );
  }
  return { further, on: table.on, names, file: { path: name, ...(await fingerprintOf(source)) } };
}

/** The keys are there, and no two rows have the same: each row of train would come once for each. */
function checkKeys(name: string, further: Table, on: readonly string[]): void {
  const absent = on.find((key) => !further.has(key));
  if (absent !== undefined || on.length === 0) {
    const got = absent === undefined ? 'none' : `no column "${absent}"`;
    throw refused(name, `expected columns to join on, got ${got}`, didYouMean(absent ?? '', further.names));
  }
  const rows = dropDuplicates(further, on).length;
  if (rows === further.length) return;
  const keys = on.map((key) => `"${key}"`).join(', ');
  throw refused(
    name,
    `expected rows that differ in ${keys}, got ${further.length} rows of ${rows} different ones`,
    'join on more columns, or sum the rows up first',
  );
}

function refused(where: string, message: string, hint: string): FoldwiseError {
  return new FoldwiseError(message, { code: 'data', where, hint });
}
