import { FoldwiseError } from '@foldwise/core';
import { findKaggleFiles, streamTable } from '@foldwise/data';
import type { FoundFile, KaggleFiles, Table } from '@foldwise/data';
import { refuseFolder } from './refuse-folder.ts';

/** The three files of a folder or zip, read. */
export interface FolderTables {
  /** The folder or zip, for errors. */
  readonly where: string;
  readonly files: KaggleFiles;
  readonly train: Table;
  readonly test: Table;
  /** Every column as text, empty cells too. */
  readonly sample: Table;
}

/** Finds and reads the training, test and sample file. */
export async function readFolder(path: string): Promise<FolderTables> {
  const files = await find(path);
  const train = await read(files.train);
  const test = await read(files.test);
  const sample = await streamTable(await files.sample.open(), {
    name: files.sample.name,
    kinds: 'text',
    missing: [],
  });
  checkRows(files.sample.name, sample);
  if (sample.names.length < 2) {
    refuseFolder(
      files.sample.name,
      `expected an id column and a column to fill in, got ${sample.names.length} column`,
      'take the sample submission as the competition gives it',
    );
  }
  return { where: path, files, train, test, sample };
}

async function find(path: string): Promise<KaggleFiles> {
  try {
    return await findKaggleFiles(path);
  } catch (error) {
    if (!(error instanceof FoldwiseError) || error.hint === undefined) throw error;
    const bare = error.message.replace(` — ${error.hint}`, '').replace(`${error.where ?? ''}: `, '');
    throw new FoldwiseError(bare, {
      code: error.code,
      where: path,
      hint: 'name the folder or zip that has them with --from',
      cause: error,
    });
  }
}

async function read(file: FoundFile): Promise<Table> {
  const table = await streamTable(await file.open(), { name: file.name });
  checkRows(file.name, table);
  return table;
}

function checkRows(name: string, table: Table): void {
  if (table.length > 0) return;
  refuseFolder(name, 'expected at least one row below the header, got none', 'download the file again');
}

/** One column of the training file as it is written, cell by cell. */
export async function readAsText(file: FoundFile, column: string): Promise<Table> {
  return streamTable(await file.open(), { name: file.name, kinds: { [column]: 'text' } });
}
