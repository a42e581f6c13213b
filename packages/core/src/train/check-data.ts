import { FoldwiseError } from '../errors.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { TrainingData } from '../executor/executor.ts';

function refuse(message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'data', where: 'train', hint });
}

function checkRows(what: string, { shape, data }: Tensor, rows: number): void {
  if (shape[0] !== rows || sizeOf(shape) !== data.length) {
    refuse(
      `expected a ${what} for each of ${rows} rows of features, got shape ${showShape(shape)}`,
      'pass the same rows in both',
    );
  }
}

function checkFinite(what: string, { shape, data }: Tensor): void {
  const at = data.findIndex((number) => !Number.isFinite(number));
  if (at < 0) return;
  const width = sizeOf(shape.slice(1));
  const column = width === 1 ? '' : `, column ${at % width}`;
  refuse(
    `expected finite numbers, got ${data[at]} in row ${Math.floor(at / width)}${column} of the ${what}`,
    'impute what is missing, or leave the row out',
  );
}

function checkRowWeights({ data }: Tensor, chosen: Uint32Array | undefined): void {
  const negative = data.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    refuse(
      `expected row weights of at least 0, got ${data[negative]} in row ${negative}`,
      'leave a row out by 0',
    );
  }
  const isWeightless = (row: number): boolean => data[row] === 0;
  if (chosen === undefined ? data.every((weight) => weight === 0) : chosen.every(isWeightless)) {
    refuse('expected a row weight above 0, got only zeros', 'give the rows that count a weight of 1');
  }
}

function checkChosen(chosen: Uint32Array, rows: number): void {
  if (chosen.length === 0)
    refuse('expected at least one row to learn from, got none', 'check how the rows were selected');
  const unknown = chosen.find((row) => row >= rows);
  if (unknown !== undefined) {
    refuse(`expected rows from 0 to ${rows - 1}, got ${unknown}`, 'pass the numbers of rows of the features');
  }
}

/**
 * Refuses what cannot be learned from, before anything is computed: no rows, rows that do not fit, NaN and infinity, no weight.
 *
 * @throws FoldwiseError `data`, with row and column.
 */
export function checkData({ features, target, rowWeights }: TrainingData, chosen?: Uint32Array): void {
  const rows = features.shape[0];
  if (rows === undefined || features.shape.length < 2) {
    refuse(
      `expected features of shape [rows, …], got ${showShape(features.shape)}`,
      'pass one feature as [rows, 1]',
    );
  }
  if (rows === 0)
    refuse('expected at least one row to learn from, got none', 'check how the rows were selected');
  checkRows('target', target, rows);
  checkFinite('features', features);
  checkFinite('target', target);
  if (chosen !== undefined) checkChosen(chosen, rows);
  if (rowWeights === undefined) return;
  checkRows('row weight', rowWeights, rows);
  checkFinite('row weights', rowWeights);
  checkRowWeights(rowWeights, chosen);
}
