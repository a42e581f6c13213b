import { FoldwiseError } from '@foldwise/core/base';
import type { StringColumn } from '../table/column.ts';
import { renamed } from '../table/column.ts';
import { concatColumns } from '../table/concat.ts';
import { Table, takeRows } from '../table/table.ts';

/** What stays and what is put below each other. */
export interface MeltOptions {
  /** The columns whose cells are repeated beside the others'. */
  readonly keep: string | readonly string[];
  /** The columns that are put one below the other, all of one kind; default all that are not kept. */
  readonly columns?: readonly string[];
  /** The name of the column that says where a cell comes from; default `"variable"`. */
  readonly nameTo?: string;
  /** The name of the column of the cells; default `"value"`. */
  readonly valueTo?: string;
}

/**
 * Columns put one below the other, so that a row becomes as many rows: what `pivot` undoes.
 *
 * @throws FoldwiseError `data` for a column that is not there, no columns at all, or columns of several kinds.
 * @example
 * melt(table, { keep: 'Store', columns: ['Monday', 'Tuesday'], nameTo: 'day', valueTo: 'sales' });
 */
export function melt(table: Table, options: MeltOptions): Table {
  const { nameTo = 'variable', valueTo = 'value' } = options;
  const keep = typeof options.keep === 'string' ? [options.keep] : options.keep;
  const names = options.columns ?? table.names.filter((name) => !keep.includes(name));
  const [first, ...others] = names.map((name) => table.column(name));
  if (first === undefined) {
    throw new FoldwiseError('expected at least one column to put below the others, got none', {
      code: 'data',
      where: 'melt',
    });
  }
  const stranger = others.find((column) => column.kind !== first.kind);
  if (stranger !== undefined) {
    throw new FoldwiseError(
      `expected columns of one kind, got ${first.kind} "${first.name}" and ${stranger.kind} "${stranger.name}"`,
      { code: 'data', where: 'melt', hint: 'say which: columns: ["…"]' },
    );
  }
  const length = table.length * names.length;
  const rows = Uint32Array.from({ length }, (_, i) => i % table.length);
  const kept = keep.map((name) => takeRows(table.column(name), rows));
  const source: StringColumn = {
    kind: 'category',
    name: nameTo,
    length,
    codes: Int32Array.from({ length }, (_, i) => Math.floor(i / table.length)),
    levels: names,
  };
  return new Table([...kept, source, renamed(concatColumns(first, ...others), valueTo)], length);
}
