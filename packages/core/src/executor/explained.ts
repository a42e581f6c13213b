import { FoldwiseError } from '../errors.ts';
import { moved } from '../nn/located.ts';
import { rowsOfBatch, takeData } from './batch-of.ts';
import { lossOf } from './differentiate.ts';
import type { Pass, Program } from './executor.ts';
import { momentOf } from './moment-of.ts';
import type { Tree } from '../tensor/tensor.ts';

/** Computes some of the rows; throws where one of them cannot be computed. */
type Compute = (rows: Uint32Array) => unknown;

function failureOf(task: () => unknown): FoldwiseError | undefined {
  try {
    task();
  } catch (error) {
    if (error instanceof FoldwiseError) return error;
  }
  return undefined;
}

/** The first row that fails by itself, found by halving; undefined where none does, or as it seems all of them do. */
function oddRow(rows: Uint32Array, compute: Compute): number | undefined {
  const fails = (some: Uint32Array): boolean => failureOf(() => compute(some)) !== undefined;
  let suspects = rows;
  let isOdd = !fails(rows.subarray(-1));
  while (suspects.length > 1) {
    const half = suspects.subarray(0, suspects.length >> 1);
    const isHere = fails(half);
    isOdd ||= !isHere;
    suspects = isHere ? half : suspects.subarray(half.length);
  }
  return isOdd && fails(suspects) ? suspects[0] : undefined;
}

/**
 * The error of rows that could not be computed, as `compute` tells it op by op: with the path to the layer and, where others are
 * right, the row. Only wrong input and data are looked for.
 */
export function explained(error: unknown, rows: Uint32Array, compute: Compute): unknown {
  if (!(error instanceof FoldwiseError) || (error.code !== 'input' && error.code !== 'data')) return error;
  const row = oddRow(rows, compute);
  const told = failureOf(() => compute(row === undefined ? rows : Uint32Array.of(row))) ?? error;
  return row === undefined ? told : moved(`row ${row}`, told);
}

/** The error that a batch of a pass ended in, with its number; the weights are those before it. */
export function batchError(
  error: unknown,
  program: Program,
  weights: Tree,
  pass: Pass,
  batch: number,
): unknown {
  const moment = momentOf(pass, batch, program.totalSteps);
  const told = explained(error, rowsOfBatch(pass, batch), (rows) =>
    lossOf(program, weights, takeData(pass.data, rows), moment),
  );
  return told instanceof FoldwiseError ? moved(`batch ${batch + 1}`, told) : told;
}
