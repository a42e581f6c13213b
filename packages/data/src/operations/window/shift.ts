import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../../table/column.ts';
import { renamed } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import type { Segments } from '../keys/segments.ts';
import { takeOrMissing } from '../take-or-missing.ts';
import type { Window } from './window.ts';

/**
 * The cell of the row so many rows before (a lag) or, where negative, after (a lead); missing where there is none. Numbers or strings.
 *
 * @throws FoldwiseError `input` for what is no whole number.
 * @example
 * withWindows(table, { by: 'Store', order: 'Date' }, { before: shift('Sales', 1), lastYear: shift('Sales', 52) });
 */
export function shift(column: string, rows: number): Window {
  if (!Number.isSafeInteger(rows)) {
    throw new FoldwiseError(`expected a whole number of rows, got ${rows}`, {
      code: 'input',
      where: 'shift',
    });
  }
  return Object.freeze({
    spec: Object.freeze({ kind: 'shift', column, rows }),
    along: (table: Table, frame: Segments, name: string): Column => {
      const from = new Int32Array(table.length).fill(-1);
      frame.starts.forEach((start, i) => {
        const end = frame.ends[i]!;
        for (let at = Math.max(start, start + rows); at < Math.min(end, end + rows); at++) {
          from[frame.rows[at]!] = frame.rows[at - rows]!;
        }
      });
      return renamed(takeOrMissing(table.column(column), from), name);
    },
  });
}
