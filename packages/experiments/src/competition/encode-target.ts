import { didYouMean, FoldwiseError } from '@foldwise/core';
import type { Column } from '@foldwise/data';
import { classesOf, scaleOf } from './task.ts';
import type { Scale, Task } from './task.ts';

/** What makes a message of `encodeTarget` name the cell. */
export interface EncodeTargetOptions {
  /** The id of each row. */
  readonly ids?: readonly string[];
  /** What the column is part of, say a file. */
  readonly where?: string;
  /** Whether every class must have a row and the target must vary; default true. False for labels that are only scored against. */
  readonly complete?: boolean;
  /** Which of several targets the column is, by its place in the task; default 0. */
  readonly output?: number;
}

/** One target cell as text, `null` where it is missing. */
function cellText(column: Column, row: number): string | null {
  if (column.kind === 'number') {
    const value = column.values[row]!;
    return Number.isNaN(value) ? null : String(value);
  }
  const code = column.codes[row]!;
  return code < 0 ? null : column.levels[code]!;
}

/** Says where a cell stands: `row 12 (id "0013_01")`, counted from 1 without the header. */
function place(row: number, ids: readonly string[] | undefined): string {
  return ids === undefined ? `row ${row + 1}` : `row ${row + 1} (id "${ids[row]}")`;
}

/**
 * The target as numbers: the value itself, 1 for the positive class, or the class's index.
 *
 * A number column is matched with class labels by value ("1" is the cell 1), text exactly.
 *
 * @throws FoldwiseError for a missing cell, text where a number was expected, a class that the task does not name, a class without
 * a row, a target ≤ −1 on a log1p scale, and a target that is the same in every row.
 */
export function encodeTarget(task: Task, column: Column, options: EncodeTargetOptions = {}): Float64Array {
  const where = options.where ?? `target "${column.name}"`;
  const refuse = (message: string, hint: string): never => {
    throw new FoldwiseError(message, { code: 'data', where, hint });
  };
  const encode =
    task.kind === 'regression'
      ? numberOf(scaleOf(task, options.output ?? 0), refuse)
      : indexOf(task, column, refuse);
  const encoded = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const text = cellText(column, row);
    if (text === null) {
      refuse(
        `expected a target in every training row, got a missing cell in ${place(row, options.ids)}`,
        'remove the rows without a target',
      );
    }
    encoded[row] = encode(text!, place(row, options.ids));
  }
  if (options.complete ?? true) checkVaries(task, encoded, column, refuse);
  return encoded;
}

type Refuse = (message: string, hint: string) => never;

function numberOf(scale: Scale, refuse: Refuse): (text: string, place: string) => number {
  return (text, at) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!Number.isFinite(value)) {
      refuse(
        `expected numbers, got ${JSON.stringify(text)} in ${at}`,
        'use the task multiclass(…) or binary(…) for a target of labels',
      );
    }
    if (scale === 'log1p' && value < 0) {
      refuse(
        `expected a target of at least 0 on the log1p scale, got ${value} in ${at}`,
        'use regression() without a scale',
      );
    }
    return value;
  };
}

function indexOf(task: Task, column: Column, refuse: Refuse): (text: string, place: string) => number {
  const classes = classesOf(task);
  // A number column holds values, not spellings: the classes "1.0" and "1" both mean the cell 1.
  const key = column.kind === 'number' ? (label: string) => String(Number(label)) : (label: string) => label;
  const indices = new Map(classes.map((label, index) => [key(label), index]));
  return (text, at) =>
    indices.get(text) ??
    refuse(
      `expected one of the ${classes.length} classes of the task, got "${text}" in ${at}`,
      didYouMean(text, classes),
    );
}

function checkVaries(task: Task, encoded: Float64Array, column: Column, refuse: Refuse): void {
  if (encoded.length === 0) refuse('expected training rows, got none', 'look at the training file');
  if (encoded.every((value) => value === encoded[0])) {
    refuse(
      `expected a target that varies, got ${column.kind === 'number' ? column.values[0] : JSON.stringify(cellText(column, 0))} in all ${encoded.length} rows: there is nothing to learn`,
      'look at the training file, and at which column the schema calls target()',
    );
  }
  const seen = new Set(encoded);
  const empty = classesOf(task).find((_, index) => !seen.has(index));
  if (empty !== undefined) {
    refuse(
      `expected a training row of every class, got none of "${empty}"`,
      'take the class out of the task, or add its rows',
    );
  }
}
