import { FoldwiseError } from '@foldwise/core/base';
import type { Rng } from '@foldwise/core/base';
import { named } from '../select/named.ts';
import { selectColumns } from '../select/select-columns.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import { foldsFrom } from './folds-from.ts';
import type { Fold, Splitter } from './splitter.ts';

export interface PredefinedOptions {
  /** The column that says which fold holds a row out. */
  readonly column: string;
}

/**
 * Takes the folds from a column: rows of equal cells are held out together, and rows of −1 are in every training set.
 *
 * Folds come in ascending order of the cells, as numbers where all of them are numbers, else as strings. The seed plays no part. The
 * column is no feature: `drop` it in the pipeline.
 *
 * Errors: no such column, a missing cell in it, a single fold that would leave nothing to train on.
 *
 * @example
 * predefined({ column: 'fold' });
 */
export function predefined(options: PredefinedOptions): Splitter {
  const selector = named(options.column);
  return Object.freeze({
    spec: Object.freeze({ kind: 'predefined', column: options.column }),
    split(table: Table, _target: Target, _rng: Rng): readonly Fold[] {
      const [column] = selectColumns(table, selector, 'predefined');
      const keys = keysOf(column!);
      const order = keys.every((key) => typeof key === 'number')
        ? [...new Set(keys)].toSorted((a, b) => a - b)
        : [...new Set(keys)].toSorted();
      const folds: readonly (number | string)[] = order.filter((key) => key !== -1);
      checkFoldsOf(column!, folds.length, order.length);
      const numberOf = new Map(folds.map((key, fold) => [key, fold]));
      return foldsFrom(
        Int32Array.from({ length: keys.length }, (_, row) => numberOf.get(keys[row]!) ?? -1),
        folds.length,
      );
    },
  });
}

function keysOf(column: Column): readonly number[] | readonly string[] {
  const cells = Array.from({ length: column.length }, (_, row) => cellOf(column, row));
  const texts = cells.map(String);
  const numbers = texts.map(Number);
  return texts.some((text) => text.trim() === '') || numbers.some(Number.isNaN) ? texts : numbers;
}

function cellOf(column: Column, row: number): number | string {
  const cell = column.kind === 'number' ? column.values[row]! : column.levels[column.codes[row]!];
  if (cell !== undefined && !Number.isNaN(cell)) return cell;
  throw new FoldwiseError(`expected a fold in every row, "${column.name}" has none in row ${row + 1}`, {
    code: 'data',
    where: 'predefined',
    hint: 'write −1 for a row that is never held out',
  });
}

function checkFoldsOf(column: Column, folds: number, different: number): void {
  if (folds >= 1 && different >= 2) return;
  throw new FoldwiseError(
    `expected at least 2 different cells in "${column.name}", so that every fold has rows to train on, got ${different}`,
    { code: 'data', where: 'predefined', hint: 'check the column, or use kFold' },
  );
}
