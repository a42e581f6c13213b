import type { Tensor } from '@foldwise/core';
import { FoldwiseError } from '@foldwise/core';
import type { Dataset } from '../dataset.ts';
import type { NumberColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';

/**
 * Makes the matrix that a model sees: the number columns in the table's order. The only door from tables to tensors.
 *
 * Columns of ids and of text are left out. A category is an error, since it says something that would be lost: encode it or drop it.
 * So is a missing or infinite cell, and a table without number columns. `target` is the encoded target: one number a row, or `[rows, targets]`.
 *
 * @example
 * const [table, fitted] = fitTransform(features, train, target);
 * const dataset = vectorize(table, encodedTarget); // { features: [rows, features], featureNames, target: [rows] }
 */
export function vectorize(table: Table, target?: Float64Array | Tensor): Dataset {
  const columns = table.columns.filter((column) => column.kind === 'number');
  refuseCategories(table);
  if (columns.length === 0) {
    throw new FoldwiseError('expected at least one number column, got none', {
      code: 'data',
      where: 'vectorize',
      hint: 'encode a category with oneHot(), or derive() a number',
    });
  }
  for (const column of columns) refuseHoles(column);
  return Object.freeze({
    features: matrixOf(columns, table.length),
    featureNames: Object.freeze(columns.map((column) => column.name)),
    cardinalities: Object.freeze(columns.map((column) => column.cardinality ?? 0)),
    ...(target === undefined ? {} : { target: targetTensor(table, target) }),
  });
}

/** Filled row by row, as it lies in memory: by column it takes several times as long. */
function matrixOf(columns: readonly NumberColumn[], rows: number): Tensor {
  const data = new Float64Array(rows * columns.length);
  const sources = columns.map((column) => column.values);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    for (let feature = 0; feature < sources.length; feature++) data[next++] = sources[feature]![row]!;
  }
  return { shape: [rows, columns.length], data };
}

function targetTensor(table: Table, target: Float64Array | Tensor): Tensor {
  const tensor = 'data' in target ? target : { shape: [target.length], data: target };
  const { shape, data } = tensor;
  const [rows = 0, targets = 1] = shape;
  if (rows !== table.length) {
    throw new FoldwiseError(`expected ${table.length} target cells, one a row, got ${rows}`, {
      code: 'data',
      where: 'vectorize',
    });
  }
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return tensor;
  const row = Math.floor(at / targets);
  throw new FoldwiseError(`expected a finite target in every row, got ${data[at]} in row ${row + 1}`, {
    code: 'data',
    where: 'vectorize',
    hint: 'leave out the rows whose target is missing',
  });
}

function refuseCategories(table: Table): void {
  const left = table.columns
    .filter((column) => column.kind === 'category')
    .map((column) => `"${column.name}"`);
  if (left.length === 0) return;
  const names =
    left.length > 5 ? `${left.slice(0, 5).join(', ')} and ${left.length - 5} more` : left.join(', ');
  throw new FoldwiseError(`expected numbers, got category ${names}`, {
    code: 'data',
    where: 'vectorize',
    hint: 'add onColumns(categorical(), oneHot()) or ordinal(), or drop it',
  });
}

function refuseHoles(column: NumberColumn): void {
  let missing = 0;
  let infinite = 0;
  for (const value of column.values) {
    if (Number.isNaN(value)) missing++;
    else if (Math.abs(value) === Infinity) infinite++;
  }
  if (missing + infinite === 0) return;
  const what = missing > 0 ? `${missing} missing` : `${infinite} infinite`;
  throw new FoldwiseError(
    `expected a number in every cell, got ${what} of ${column.length} in "${column.name}"`,
    {
      code: 'data',
      where: 'vectorize',
      hint: missing > 0 ? "add onColumns(numeric(), impute('median'))" : 'clip or derive the column anew',
    },
  );
}
