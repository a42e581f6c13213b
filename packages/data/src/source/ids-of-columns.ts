import { FoldwiseError } from '@foldwise/core/base';
import { cellAt, idColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';

/** How the id of a row is made of its cells. */
export interface IdsOfColumns {
  /** The columns, in the order in which the id names their cells. */
  readonly of: readonly string[];
  /** What stands between the cells; default `"_"`. */
  readonly separator?: string;
}

/** The table with a first column of ids that are its cells put together: `1_1_2012-11-02`. */
export function withIdsOfColumns(table: Table, id: string, ids: IdsOfColumns, where: string): Table {
  const { of, separator = '_' } = ids;
  const absent = of.find((name) => !table.has(name));
  if (absent !== undefined || of.length === 0) {
    throw new FoldwiseError(
      `expected columns that make the id "${id}", got ${absent === undefined ? 'none' : `"${absent}", which is not there`}`,
      {
        code: 'data',
        where,
        hint: `pass ids: { of: [${table.names
          .slice(0, 2)
          .map((name) => `'${name}'`)
          .join(', ')}] }`,
      },
    );
  }
  const columns = of.map((name) => table.column(name));
  const cells = Array.from({ length: table.length }, (_, row) => {
    const parts = columns.map((column) => cellAt(column, row));
    return parts.includes(null) ? null : parts.join(separator);
  });
  return new Table([idColumn(id, cells), ...table.columns], table.length);
}
