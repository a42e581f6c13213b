import { FoldwiseError } from '@foldwise/core/base';
import type { Cell, Column, ColumnKind } from './column.ts';
import { cellAt, numberColumn, stringColumn } from './column.ts';
import { inferStringKind } from './infer-kind.ts';
import { Table } from './table.ts';

/** A row as an object: handy, and slow; for looking at data and for tests. */
export type Row = Readonly<Record<string, Cell>>;

/** The rows of a table as objects. */
export function rowsOf(table: Table): Row[] {
  return Array.from({ length: table.length }, (_, row) =>
    Object.fromEntries(table.columns.map((column) => [column.name, cellAt(column, row)])),
  );
}

/**
 * A table of row objects; a name that a row lacks is a missing cell.
 *
 * A column's kind is what `kinds` says, else number where all its cells are numbers (or all missing), else category or text by
 * `inferStringKind`. A column that mixes numbers and strings is an error unless `kinds` says it is a string column.
 *
 * @example
 * tableFromRows([{ Sex: 'male', Age: 22 }, { Sex: 'female', Age: null }]).names; // ['Sex', 'Age']
 */
export function tableFromRows(rows: readonly Row[], kinds: Readonly<Record<string, ColumnKind>> = {}): Table {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  const columns = [...names].map((name) => {
    const cells = rows.map((row) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null));
    return columnFromCells(name, cells, Object.hasOwn(kinds, name) ? kinds[name] : undefined);
  });
  return new Table(columns, rows.length);
}

/** A column of these cells, its kind inferred unless given; see `tableFromRows`. */
export function columnFromCells(name: string, cells: readonly Cell[], kind?: ColumnKind): Column {
  const strings = cells.filter((cell): cell is string => typeof cell === 'string');
  if (kind === 'number' || (kind === undefined && strings.length === 0)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- numberColumn refuses a string
    return numberColumn(name, cells as readonly (number | null)[]);
  }
  if (kind === undefined) {
    const stranger = cells.find((cell) => typeof cell === 'number');
    if (stranger !== undefined) {
      throw new FoldwiseError(
        `expected only numbers or only strings, got both: ${stranger}, "${strings[0]}"`,
        {
          code: 'data',
          where: `column "${name}"`,
          hint: `say what it is, as in { ${JSON.stringify(name)}: 'text' }, to keep all of it as strings`,
        },
      );
    }
  }
  const texts = cells.map((cell) => (cell === null ? null : String(cell)));
  return stringColumn(kind ?? inferStringKind(new Set(strings).size, strings.length), name, texts);
}
