import { groupsOf } from '../operations/keys/groups-of.ts';
import type { Fold } from '../split/splitter.ts';
import { cellAt, numberColumn } from '../table/column.ts';
import type { Cell, Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { auditRows } from './audit-rows.ts';
import { rowHashes } from './row-hashes.ts';

/** Rows that are equal in every feature. */
export interface Duplicates {
  /** Training rows that repeat an earlier one, target left aside. */
  readonly inTrain: number;
  /** Those of them whose target repeats too. */
  readonly withTarget: number;
  /** Training rows of equal features that do not all have one target. */
  readonly conflicting: number;
  /** Test rows that are equal to a training row; NaN without test rows. */
  readonly inTest: number;
  /** Test rows that repeat an earlier test row; NaN without test rows. */
  readonly withinTest: number;
  /** Validation rows, of all folds, that are equal to a row their fold is trained on. */
  readonly acrossFolds: number;
  /** How many validation rows there are. */
  readonly validated: number;
  /** Training rows that would repeat an earlier one if the columns were independent: many where there are few columns of few levels. */
  readonly byChance: number;
}

/** Counts the rows that are equal in all columns but ids. */
export function duplicates(
  train: Table,
  test: Table | undefined,
  target: Column,
  folds: readonly Fold[],
): Duplicates {
  const names = train.columns.filter(({ kind }) => kind !== 'id').map(({ name }) => name);
  const [own, other] = [train.select(...names), test?.select(...names)];
  const keys = equalRows(own, other);
  const trainKeys = keys.subarray(0, train.length);
  const testKeys = keys.subarray(train.length);
  const known = new Set(trainKeys);
  const validated = folds.reduce((sum, { validation }) => sum + validation.length, 0);
  return {
    inTrain: train.length - known.size,
    ...targetsOf(trainKeys, target),
    inTest: test === undefined ? NaN : testKeys.reduce((sum, key) => sum + Number(known.has(key)), 0),
    withinTest: test === undefined ? NaN : test.length - new Set(testKeys).size,
    acrossFolds: folds.reduce((sum, fold) => sum + acrossFold(trainKeys, fold), 0),
    validated,
    byChance: byChance(own),
  };
}

/** A number for each row, train then test, the same for equal rows. Without columns no two rows are equal. */
function equalRows(train: Table, test: Table | undefined): Int32Array {
  const tables = test === undefined ? [train] : [train, test];
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  if (train.columns.length === 0) return Int32Array.from({ length }, (_, row) => row);
  const hashes = new Float64Array(length);
  let at = 0;
  for (const table of tables) {
    hashes.set(rowHashes(table), at);
    at += table.length;
  }
  const groups = groupsOf([numberColumn('hash', hashes)], length, 'keep');
  const of = groups.of.slice();
  const cell = (name: string, row: number): Cell =>
    row < train.length ? cellAt(train.column(name), row) : cellAt(test!.column(name), row - train.length);
  let next = groups.count;
  // Rows of one hash differ once in 10¹⁵ pairs: looked at, since a count must not lie.
  for (let row = 0; row < length; row++) {
    const first = groups.first[groups.of[row]!]!;
    if (first !== row && train.names.some((name) => cell(name, row) !== cell(name, first))) of[row] = next++;
  }
  return of;
}

function targetsOf(keys: Int32Array, target: Column): Pick<Duplicates, 'withTarget' | 'conflicting'> {
  const key = numberColumn('key', new Float64Array(keys));
  const rows = groupsOf([key], keys.length, 'keep');
  const both = groupsOf([key, target], keys.length, 'keep');
  const sizes = new Uint32Array(rows.count);
  const differs = new Uint8Array(rows.count);
  for (let row = 0; row < keys.length; row++) {
    const group = rows.of[row]!;
    sizes[group]!++;
    if (both.of[row] !== both.of[rows.first[group]!]) differs[group] = 1;
  }
  const conflicting = sizes.reduce((sum, size, group) => sum + size * differs[group]!, 0);
  return { withTarget: keys.length - both.count, conflicting };
}

function acrossFold(keys: Int32Array, { train, validation }: Fold): number {
  const known = new Uint8Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1);
  for (const row of train) known[keys[row]!] = 1;
  return validation.reduce((sum, row) => sum + known[keys[row]!]!, 0);
}

/** Pairs of rows times Π P(two cells of a column are equal). */
function byChance(table: Table): number {
  const { length } = table;
  if (length < 2 || table.columns.length === 0) return 0;
  const some = table.take(auditRows(length, table.columns.length));
  const alike = some.columns.reduce((product, column) => product * chanceOfEqual(column), 1);
  return Math.min(length, (alike * length * (length - 1)) / 2);
}

function chanceOfEqual(column: Column): number {
  const { of, count } = groupsOf([column], column.length, 'keep');
  const sizes = new Float64Array(count);
  for (const group of of) sizes[group]!++;
  const pairs = sizes.reduce((sum, size) => sum + size * (size - 1), 0);
  return pairs / (column.length * (column.length - 1));
}
