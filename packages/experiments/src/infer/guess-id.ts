import { didYouMean } from '@foldwise/core';
import { cellAt, missingCount, uniqueCount } from '@foldwise/data';
import type { Column, Table } from '@foldwise/data';
import { refuseFolder } from './refuse-folder.ts';
import type { FolderTables } from './read-folder.ts';

export interface IdGuess {
  readonly id: string;
  /** Rows of a file that lacks the id go by their number, from 1. */
  readonly byRowNumber: boolean;
  readonly because: string;
}

/**
 * The column that names a row: the sample submission's first one. Where the files lack it and the sample counts 1, 2, 3, …, rows go
 * by their number.
 *
 * @throws FoldwiseError where `stated` is another one, where the files lack it, and where two test rows are named alike.
 */
export function guessId(tables: FolderTables, stated?: string): IdGuess {
  const { train, test, sample, files } = tables;
  const id = sample.names[0]!;
  if (stated !== undefined && stated !== id) {
    refuseFolder(
      files.sample.name,
      `expected the id "${stated}" as the first column, got "${id}"`,
      test.has(stated) ? `put "${stated}" first in the sample, or leave out --id` : 'leave out --id',
    );
  }
  if (test.has(id)) {
    checkDistinct(test, id, files.test.name);
    if (!train.has(id))
      return { id, byRowNumber: true, because: `first in ${files.sample.name}; train lacks it` };
    checkDistinct(train, id, files.train.name);
    return { id, byRowNumber: false, because: `first in ${files.sample.name}, and each row has its own` };
  }
  if (!counts(sample.column(id), test.length)) {
    refuseFolder(
      files.test.name,
      `expected the id "${id}", which is the first column of ${files.sample.name}`,
      madeOfColumns(sample.column(id), test) ?? `add the column: ${didYouMean(id, test.names)}`,
    );
  }
  return {
    id,
    byRowNumber: true,
    because: `${files.sample.name} counts the rows of ${files.test.name} from 1`,
  };
}

/** What to write where the ids are cells of a row put together: `1_1_2012-11-02` of Store, Dept and Date. */
function madeOfColumns(ids: Column, test: Table): string | undefined {
  const first = String(cellAt(ids, 0));
  for (const separator of ['_', '-', ':', '|', '/']) {
    const of = test.names.filter((name) => {
      const cell = cellAt(test.column(name), 0);
      return cell !== null && `${separator}${first}${separator}`.includes(`${separator}${cell}${separator}`);
    });
    const made = of.map((name) => cellAt(test.column(name), 0)).join(separator);
    if (of.length < 2 || made !== first) continue;
    const columns = of.map((name) => `'${name}'`).join(', ');
    return `write the competition by hand, with source: kaggleFolder({ ids: { of: [${columns}]${separator === '_' ? '' : `, separator: '${separator}'`} } }), or add the column`;
  }
  return undefined;
}

function checkDistinct(table: Table, id: string, name: string): void {
  const distinct = uniqueCount(table.column(id));
  if (distinct === table.length) return;
  const missing = missingCount(table.column(id));
  if (missing > 0) {
    refuseFolder(
      `${name}, column "${id}"`,
      `expected an id in every row, got ${missing} of ${table.length} without`,
      'fill them in, or remove those rows',
    );
  }
  refuseFolder(
    `${name}, column "${id}"`,
    `expected an id that differs in each of the ${table.length} rows, got ${distinct} different ones`,
    'remove the rows that stand there twice',
  );
}

/** Whether the cells are 1, 2, 3, … to `rows`. */
function counts(column: Column, rows: number): boolean {
  return (
    column.length === rows &&
    Array.from({ length: rows }, (_, row) => row).every((row) => Number(cellAt(column, row)) === row + 1)
  );
}
