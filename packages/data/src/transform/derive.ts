import { didYouMean, FoldwiseError, specOfFunction, messageOf } from '@foldwise/core/base';
import { categoryColumn, cellAt, numberColumn } from '../table/column.ts';
import type { Cell, Column } from '../table/column.ts';
import type { ColumnRole, RowOf, Schema } from '../table/schema.ts';
import type { Table } from '../table/table.ts';
import type { FittedTransformer, Transformer } from './transformer.ts';

/** What a derived cell may be: a number or a truth value (1 or 0), a level, or `null` where there is none. */
export type DerivedCell = number | boolean | string | null;

/** One function a new column, from a row to its cell. */
export type DerivedColumns<S extends Schema> = Readonly<Record<string, (row: RowOf<S>) => DerivedCell>>;

/**
 * Adds columns that are computed row by row: numbers and truth values make a number column, strings a category.
 *
 * `row` has a cell for every column of the schema, `null` where it is missing; it shows one row after the other, so take what you need
 * from it and do not keep it. What kind a new column is, is decided on the training rows and holds for every other table. Where all
 * training cells are `null`, the column is a number column that is missing everywhere.
 *
 * Errors name the column and the row: a function that throws, gives `undefined` or an infinite number, mixes numbers and strings, reads
 * the target, or reads a column that an earlier step took away. A new name that the schema or the table has already is one too.
 *
 * @example
 * derive(schema, {
 *   Title: (row) => row.Name?.match(/, (\w+)\./)?.[1] ?? null,
 *   FamilySize: (row) => (row.SibSp ?? 0) + (row.Parch ?? 0) + 1,
 *   Alone: (row) => row.SibSp === 0 && row.Parch === 0,
 * });
 */
export function derive<S extends Schema>(schema: S, columns: DerivedColumns<S>): Transformer {
  const entries = Object.entries(columns);
  checkNames(schema, entries);
  return Object.freeze({
    spec: Object.freeze({
      kind: 'derive',
      columns: Object.freeze(Object.fromEntries(entries.map(([name, f]) => [name, specOfFunction(f)]))),
    }),
    fit: (train: Table): FittedTransformer => learn(schema, entries, train)[1],
    fitTransform: (train: Table): readonly [Table, FittedTransformer] => learn(schema, entries, train),
  });
}

type Entry<S extends Schema> = readonly [name: string, from: (row: RowOf<S>) => DerivedCell];
type Kind = 'number' | 'string' | 'nothing';

function checkNames<S extends Schema>(schema: S, entries: readonly Entry<S>[]): void {
  if (entries.length === 0) {
    throw new FoldwiseError('expected at least one derived column, got none', {
      code: 'input',
      where: 'derive',
      hint: 'pass them by name: derive(schema, { FamilySize: (row) => … })',
    });
  }
  for (const [name] of entries)
    if (Object.hasOwn(schema, name) && schema[name]!.kind !== 'ignored') throw taken(name);
}

function taken(name: string): FoldwiseError {
  return new FoldwiseError(`expected a new column name, "${name}" is there already`, {
    code: 'input',
    where: 'derive',
    hint: 'give the derived column another name, and drop() the old one if it is to go',
  });
}

function learn<S extends Schema>(
  schema: S,
  entries: readonly Entry<S>[],
  train: Table,
): readonly [Table, FittedTransformer] {
  const cells = cellsFrom(schema, entries, train);
  const kinds = entries.map(([name], i) => kindOf(name, cells[i]!));
  const build = (table: Table, made: readonly DerivedCell[][]): Table =>
    table.with(...entries.map(([name], i) => columnOf(name, kinds[i]!, made[i]!)));
  return [
    build(train, cells),
    Object.freeze({ transform: (table: Table) => build(table, cellsFrom(schema, entries, table)) }),
  ];
}

function cellsFrom<S extends Schema>(
  schema: S,
  entries: readonly Entry<S>[],
  table: Table,
): readonly DerivedCell[][] {
  const cursor = { row: 0 };
  const row = rowView(schema, table, cursor);
  return entries.map(([name, from]) => {
    if (table.has(name)) throw taken(name);
    const cells: DerivedCell[] = [];
    for (cursor.row = 0; cursor.row < table.length; cursor.row++) {
      cells.push(checkedCell(name, cursor.row, () => from(row)));
    }
    return cells;
  });
}

/** An object with a getter a column of the schema, which reads the row that the cursor stands on. */
function rowView<S extends Schema>(schema: S, table: Table, cursor: { readonly row: number }): RowOf<S> {
  const view = {};
  for (const [name, { kind }] of Object.entries(schema)) {
    const column = kind !== 'target' && table.has(name) ? table.column(name) : undefined;
    const get = (): Cell => {
      if (column) return cellAt(column, cursor.row);
      throw unreadable(name, kind, table);
    };
    // Enumerable only where it can be read, so that `{ ...row }` works.
    Object.defineProperty(view, name, { get, enumerable: column !== undefined });
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the getters are the columns of the schema, by construction
  return Object.freeze(view) as RowOf<S>;
}

function unreadable(name: string, role: ColumnRole, table: Table): FoldwiseError {
  if (role === 'target') {
    return new FoldwiseError(`expected a feature column, got the target "${name}"`, {
      code: 'input',
      hint: 'new rows do not have it',
    });
  }
  const hint = role === 'ignored' ? 'the schema ignores it' : 'derive before the step that takes it away';
  return new FoldwiseError(`expected a column "${name}", the table has no such column at this step`, {
    code: 'data',
    hint: `${hint}; ${didYouMean(name, table.names)}`,
  });
}

function checkedCell(name: string, row: number, from: () => unknown): DerivedCell {
  const where = `derive "${name}", row ${row + 1}`;
  let cell: unknown;
  try {
    cell = from();
  } catch (cause) {
    if (cause instanceof FoldwiseError)
      throw new FoldwiseError(cause.message, { code: cause.code, where, cause });
    throw new FoldwiseError(`the function threw: ${messageOf(cause)}`, {
      code: 'input',
      where,
      hint: 'a missing cell is null: say what the feature is then',
      cause,
    });
  }
  if (cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell;
  if (typeof cell === 'number' && Math.abs(cell) !== Infinity) return Number.isNaN(cell) ? null : cell;
  throw new FoldwiseError(`expected a finite number, a boolean, a string or null, got ${shown(cell)}`, {
    code: 'input',
    where,
    hint: 'return null where the row has no value',
  });
}

function shown(value: unknown): string {
  return typeof value === 'number' || value === undefined ? String(value) : `a value of type ${typeof value}`;
}

function kindOf(name: string, cells: readonly DerivedCell[]): Kind {
  const first = cells.find((cell) => cell !== null);
  if (first === undefined) return 'nothing';
  const kind = typeof first === 'string' ? 'string' : 'number';
  checkKind(name, kind, cells);
  return kind;
}

function checkKind(name: string, kind: 'number' | 'string', cells: readonly DerivedCell[]): void {
  const row = cells.findIndex((cell) => cell !== null && (typeof cell === 'string') !== (kind === 'string'));
  if (row < 0) return;
  throw new FoldwiseError(
    `expected a ${kind} as in the training rows before it, got ${JSON.stringify(cells[row])}`,
    {
      code: 'input',
      where: `derive "${name}", row ${row + 1}`,
      hint: 'return numbers only or strings only',
    },
  );
}

function columnOf(name: string, kind: Kind, cells: readonly DerivedCell[]): Column {
  if (kind === 'nothing') return numberColumn(name, new Float64Array(cells.length).fill(Number.NaN));
  checkKind(name, kind, cells);
  if (kind === 'string') {
    return categoryColumn(
      name,
      cells.map((cell) => (cell === null ? null : String(cell))),
    );
  }
  return numberColumn(
    name,
    cells.map((cell) => (cell === null ? null : Number(cell))),
  );
}
