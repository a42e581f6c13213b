/** A matrix of mostly zeros, row by row: row `i` has the numbers `values[starts[i]] …` in the columns `columns[starts[i]] …`. */
export interface SparseRows {
  readonly rows: number;
  readonly width: number;
  /** One more than rows; the last is how many numbers there are. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** Rows of one more or less number each, made one after the other: a row is a map from column to number, columns ascending. */
export function sparseRows(width: number, rows: Iterable<ReadonlyMap<number, number>>): SparseRows {
  const starts = [0];
  let columns = new Uint32Array(1024);
  let values = new Float64Array(1024);
  let length = 0;
  for (const row of rows) {
    if (length + row.size > values.length) {
      const room = Math.max(2 * values.length, length + row.size);
      columns = grown(columns, new Uint32Array(room));
      values = grown(values, new Float64Array(room));
    }
    for (const column of [...row.keys()].toSorted((a, b) => a - b)) {
      columns[length] = column;
      values[length++] = row.get(column)!;
    }
    starts.push(length);
  }
  return {
    rows: starts.length - 1,
    width,
    starts: Uint32Array.from(starts),
    columns: columns.slice(0, length),
    values: values.slice(0, length),
  };
}

function grown<A extends Uint32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** The matrix times a vector of one number a column. */
export function timesVector(
  { rows, starts, columns, values }: SparseRows,
  vector: Float64Array,
): Float64Array {
  const product = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) sum += values[i]! * vector[columns[i]!]!;
    product[row] = sum;
  }
  return product;
}

/** The transposed matrix times a vector of one number a row. */
export function transposedTimesVector(
  { rows, width, starts, columns, values }: SparseRows,
  vector: Float64Array,
): Float64Array {
  const product = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) product[columns[i]!]! += values[i]! * vector[row]!;
  }
  return product;
}
