import { numberColumn } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import type { SparseRows } from '../matrix/sparse-rows.ts';

/** One number column a column of the matrix. */
export function columnsOfSparse(matrix: SparseRows, names: readonly string[]): readonly NumberColumn[] {
  const columns = names.map(() => new Float64Array(matrix.rows));
  for (let row = 0; row < matrix.rows; row++) {
    for (let i = matrix.starts[row]!; i < matrix.starts[row + 1]!; i++) {
      columns[matrix.columns[i]!]![row] = matrix.values[i]!;
    }
  }
  return names.map((name, i) => numberColumn(name, columns[i]!));
}
