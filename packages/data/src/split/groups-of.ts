import { FoldwiseError } from '@foldwise/core/base';
import { cellAt } from '../table/column.ts';
import type { Column } from '../table/column.ts';

/** The rows of every group, groups in the order of their first row; a missing cell is an error. */
export function groupsOf(where: string, column: Column): readonly (readonly number[])[] {
  const rows = new Map<number | string, number[]>();
  let missing = 0;
  for (let row = 0; row < column.length; row++) {
    const key = cellAt(column, row);
    if (key === null) missing++;
    else if (rows.has(key)) rows.get(key)!.push(row);
    else rows.set(key, [row]);
  }
  if (missing > 0) {
    throw new FoldwiseError(
      `expected a group in every row, ${missing} of ${column.length} cells of "${column.name}" are missing`,
      { code: 'data', where, hint: 'fill them in the file, or split by another column' },
    );
  }
  return [...rows.values()];
}
