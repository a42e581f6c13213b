import { FoldwiseError } from '@foldwise/core/base';
import { cellAt, isMissing } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/** Where a table came from, for errors. */
export interface NamedTable {
  readonly name: string;
  readonly table: Table;
}

/** A table without rows is an error. */
export function checkNotEmpty({ name, table }: NamedTable): void {
  if (table.length > 0) return;
  throw new FoldwiseError('expected at least one row below the header, got none', {
    code: 'data',
    where: name,
    hint: 'download or write the file again',
  });
}

/** Every row has an id, and no two have the same. */
export function checkIds({ name, table }: NamedTable, id: string): void {
  const column = table.column(id);
  const firstRow = new Map<string, number>();
  for (let row = 0; row < column.length; row++) {
    const cell = cellAt(column, row);
    if (cell === null) throw wrongId(name, id, row, 'expected an id in every row, got none');
    const earlier = firstRow.get(String(cell));
    if (earlier !== undefined) {
      throw wrongId(name, id, row, `expected ids that differ, got "${cell}" in row ${earlier + 1} as well`);
    }
    firstRow.set(String(cell), row);
  }
}

function wrongId(name: string, id: string, row: number, message: string): FoldwiseError {
  return new FoldwiseError(message, {
    code: 'data',
    where: `${name}, column "${id}", row ${row + 1}`,
    hint: 'see whether id() is the right column, or mend the file',
  });
}

/** Every training row has a target. */
export function checkTarget({ name, table }: NamedTable, target: string): void {
  const column = table.column(target);
  const missing: number[] = [];
  for (let row = 0; row < column.length; row++) if (isMissing(column, row)) missing.push(row);
  if (missing.length === 0) return;
  throw new FoldwiseError(
    `expected a target in every training row, got ${missing.length} of ${column.length} without, the first in row ${missing[0]! + 1}`,
    { code: 'data', where: `${name}, column "${target}"`, hint: 'remove those rows from the file' },
  );
}

/** The sample submission asks for the rows of the test file, in whatever order. */
export function checkSameIds(test: NamedTable, sample: NamedTable, id: string): void {
  const [inTest, inSample] = [idsOf(test.table.column(id)), idsOf(sample.table.column(id))];
  const unknown = [...inSample].filter((name) => !inTest.has(name));
  const unasked = [...inTest].filter((name) => !inSample.has(name));
  if (unknown.length + unasked.length === 0) return;
  const parts = [
    ...(unknown.length > 0 ? [`${unknown.length} that ${test.name} lacks (${shown(unknown)})`] : []),
    ...(unasked.length > 0 ? [`${unasked.length} of ${test.name} not there (${shown(unasked)})`] : []),
  ];
  throw new FoldwiseError(`expected the ids of ${test.name}, got ${parts.join(' and ')}`, {
    code: 'data',
    where: `${sample.name}, column "${id}"`,
    hint: 'take test and sample file from the same competition',
  });
}

function idsOf(column: Column): ReadonlySet<string> {
  return new Set(Array.from({ length: column.length }, (_, row) => String(cellAt(column, row))));
}

function shown(ids: readonly string[]): string {
  return `${ids
    .slice(0, 3)
    .map((name) => `"${name}"`)
    .join(', ')}${ids.length > 3 ? ', …' : ''}`;
}
