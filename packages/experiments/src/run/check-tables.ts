import { FoldwiseError } from '@foldwise/core';
import { cellAt, missingCount, nameOfRole, namesOfRole } from '@foldwise/data';
import type { Column, CompetitionData, Schema, Table } from '@foldwise/data';
import type { Task } from '../competition/task.ts';

function refuse(where: string, message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'data', where, hint });
}

/** The ids of a table as text; rows are numbered from 1 where the schema names no id. */
export function idsOf(table: Table, id: string | undefined, what: string): readonly string[] {
  if (id === undefined) return Array.from({ length: table.length }, (_, row) => String(row + 1));
  const column = table.column(id);
  const seen = new Map<string, number>();
  return Array.from({ length: table.length }, (_, row) => {
    const cell = cellAt(column, row);
    if (cell === null)
      refuse(what, `expected an id in every row, got a missing "${id}" in row ${row + 1}`, 'fill it in');
    const text = String(cell);
    const before = seen.get(text);
    if (before !== undefined) {
      refuse(
        what,
        `expected each "${id}" once, got "${text}" in rows ${before + 1} and ${row + 1}`,
        'remove one of them, or call another column id()',
      );
    }
    seen.set(text, row);
    return text;
  });
}

function checkRows(table: Table, what: string): void {
  if (table.length === 0)
    refuse(what, 'expected rows, got none', 'look at the file: it has a header only, or nothing');
}

function plural(names: readonly string[]): string {
  return `${names.length === 1 ? 'column' : 'columns'} ${names.map((name) => `"${name}"`).join(', ')}`;
}

/** Every column that the features may use must be in the test rows too. */
function checkSameColumns(train: Table, test: Table): void {
  const missing = train.names.filter((name) => !test.has(name));
  if (missing.length > 0) {
    refuse(
      'test data',
      `expected the columns of the training data, got no ${plural(missing)}`,
      'call what only the training file has ignored() in the schema',
    );
  }
  for (const column of train.columns) {
    const other = test.column(column.name);
    if (other.kind === column.kind) continue;
    refuse(
      'test data',
      `expected "${column.name}" as ${column.kind}, as in the training data, got ${other.kind}`,
      'say in the schema what it is: number() or category()',
    );
  }
}

const isEmpty = (column: Column) => column.length > 0 && missingCount(column) === column.length;

/** What is odd about the tables but no error. */
function notesOn(data: CompetitionData, targets: readonly string[]): readonly string[] {
  const notes: string[] = [];
  for (const [what, table] of [
    ['training', data.train],
    ['test', data.test],
  ] as const) {
    const empty = table.columns
      .filter((column) => !targets.includes(column.name) && isEmpty(column))
      .map(({ name }) => name);
    if (empty.length > 0) notes.push(`${plural(empty)} of the ${what} data: every cell is missing`);
  }
  for (const target of targets.filter((name) => data.test.has(name)))
    notes.push(`the test data has the target "${target}": it is left out`);
  return notes;
}

/** The target columns, in the order in which the task predicts them. */
export function targetNames(schema: Schema, task: Task): readonly string[] {
  const stated = task.kind === 'regression' ? task.targets : undefined;
  return stated ?? namesOfRole(schema, 'target');
}

/** What a competition's tables were found to be. */
export interface CheckedTables {
  readonly id: string | undefined;
  /** Without the targets. */
  readonly train: Table;
  /** The columns of `train`, in its order. */
  readonly test: Table;
  /** In the order in which the task predicts them. */
  readonly targetColumns: readonly Column[];
  readonly trainIds: readonly string[];
  readonly testIds: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Refuses tables that cannot be learned from: no rows, a target that is not there, ids that are missing or stand twice, columns that the test rows lack.
 * Columns without a cell and a target in the test data are noted.
 */
export function checkTables(data: CompetitionData, schema: Schema, task: Task): CheckedTables {
  checkRows(data.train, 'training data');
  checkRows(data.test, 'test data');
  const id = nameOfRole(schema, 'id');
  const targets = targetNames(schema, task);
  const absent = targets.find((target) => !data.train.has(target));
  if (absent !== undefined) {
    refuse(
      'training data',
      `expected the target column "${absent}", got ${plural(data.train.names)}`,
      'call target() on a column of the training file',
    );
  }
  const train = data.train.without(...targets);
  checkSameColumns(train, data.test);
  return {
    id,
    train,
    test: data.test.select(...train.names),
    targetColumns: targets.map((target) => data.train.column(target)),
    trainIds: idsOf(data.train, id, 'training data'),
    testIds: idsOf(data.test, id, 'test data'),
    notes: notesOn(data, targets),
  };
}
