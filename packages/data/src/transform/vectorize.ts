import type { Tensor } from '@foldwise/core/base';
import { FoldwiseError } from '@foldwise/core/base';
import type { Dataset } from '../dataset.ts';
import { allFinite } from '../statistics/all-finite.ts';
import type { ByteArray, NumberColumn } from '../table/column.ts';
import { oneHotPlace } from '../table/one-hot-columns.ts';
import type { OneHotSource } from '../table/one-hot-columns.ts';
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

/** Rows whose part of the matrix fits the fastest cache even where there are hundreds of columns. */
const BLOCK = 32;

/** Writes the rows `start` … `end` − 1 of some features. */
type Fill = (start: number, end: number) => void;

/** Filled column by column inside blocks of rows: whole rows stay in the cache, and a loop meets arrays of one kind. */
function matrixOf(columns: readonly NumberColumn[], rows: number): Tensor {
  const width = columns.length;
  const data = new Float64Array(rows * width);
  const fills = fillsOf(columns, data);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK);
    for (const fill of fills) fill(start, end);
  }
  return { shape: [rows, width], data };
}

/** One for each column, and one for all the columns that come of the same codes. */
function fillsOf(columns: readonly NumberColumn[], data: Float64Array): readonly Fill[] {
  const width = columns.length;
  const fills: Fill[] = [];
  const featuresOf = new Map<OneHotSource, Map<number, number>>();
  columns.forEach((column, feature) => {
    const place = oneHotPlace(column);
    if (place === undefined) {
      const { values } = column;
      fills.push(
        values instanceof Float64Array
          ? (start, end) => fillNumbers(data, width, feature, values, start, end)
          : (start, end) => fillBytes(data, width, feature, values, start, end),
      );
      return;
    }
    const features = featuresOf.get(place.source) ?? new Map<number, number>();
    featuresOf.set(place.source, features.set(place.column, feature));
  });
  for (const [{ codes, columnOf, missing }, features] of featuresOf) {
    const featureOf = columnOf.map((column) => features.get(column) ?? -1);
    const ofMissing = features.get(missing) ?? -1;
    fills.push((start, end) => fillOnes(data, width, codes, featureOf, ofMissing, start, end));
  }
  return fills;
}

function fillNumbers(
  data: Float64Array,
  width: number,
  feature: number,
  values: Float64Array,
  start: number,
  end: number,
): void {
  for (let row = start, at = start * width + feature; row < end; row++, at += width) data[at] = values[row]!;
}

/** The same as `fillNumbers`, which would be slow for either kind if it met both. */
function fillBytes(
  data: Float64Array,
  width: number,
  feature: number,
  values: ByteArray,
  start: number,
  end: number,
): void {
  for (let row = start, at = start * width + feature; row < end; row++, at += width) data[at] = values[row]!;
}

/** Sets the one of each row; the zeros are there. */
function fillOnes(
  data: Float64Array,
  width: number,
  codes: Int32Array,
  featureOf: Int32Array,
  ofMissing: number,
  start: number,
  end: number,
): void {
  for (let row = start; row < end; row++) {
    const code = codes[row]!;
    const feature = code < 0 ? ofMissing : featureOf[code]!;
    if (feature >= 0) data[row * width + feature] = 1;
  }
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
  if (oneHotPlace(column) !== undefined || allFinite(column.values)) return;
  let missing = 0;
  let infinite = 0;
  for (const value of column.values) {
    if (Number.isNaN(value)) missing++;
    else if (Math.abs(value) === Infinity) infinite++;
  }
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
