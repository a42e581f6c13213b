import { FoldwiseError } from '@foldwise/core/base';
import { float64Of } from '../table/column.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { checkText } from './check-text.ts';

/**
 * The bytes of a Parquet file that `parseParquet` reads back as the same table, given the same kinds: names, order, every cell to the
 * bit.
 *
 * Numbers are DOUBLE, strings STRING (with a dictionary where that is smaller), missing cells null; compressed with Snappy.
 *
 * @throws FoldwiseError `data` for a table without columns, strings that are not well-formed Unicode, and a name that begins with a byte
 * order mark, which readers drop.
 * @example
 * await writeFile('features.parquet', await formatParquet(table));
 */
export async function formatParquet(table: Table): Promise<Uint8Array> {
  if (table.columns.length === 0) {
    throw new FoldwiseError('expected at least one column, got none', {
      code: 'data',
      where: 'formatParquet',
    });
  }
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  return new Uint8Array(parquetWriteBuffer({ columnData: table.columns.map(source) }));
}

function source(column: Column) {
  const { name } = column;
  checkText(name, name);
  if (name.startsWith('\ufeff')) throw byteOrderMark(name);
  if (column.kind === 'number') {
    const whole = column.values.every((value) => !Number.isNaN(value));
    const data = whole
      ? float64Of(column.values)
      : Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
    return { name, data, type: 'DOUBLE', nullable: !whole } as const;
  }
  for (const level of column.levels) checkText(level, name);
  const data = Array.from(column.codes, (code) => column.levels[code] ?? null);
  return { name, data, type: 'STRING', nullable: true } as const;
}

function byteOrderMark(name: string): FoldwiseError {
  return new FoldwiseError('expected a name without a byte order mark, which readers of Parquet drop', {
    code: 'data',
    where: `column ${JSON.stringify(name)}`,
    hint: 'rename the column',
  });
}
