import { FoldwiseError } from '@foldwise/core/base';
import { isByteArray } from './column.ts';
import type { Column, StringColumn } from './column.ts';
import { Table } from './table.ts';

/**
 * The rows of the tables one below the other.
 *
 * All must have the columns of the first, by name and kind, in any order; levels are joined.
 *
 * @example
 * concatTables(new Table([numberColumn('x', [1])]), new Table([numberColumn('x', [2])])).length; // 2
 */
export function concatTables(first: Table, ...others: readonly Table[]): Table {
  for (const other of others) {
    const unknown = other.names.find((name) => !first.has(name));
    if (unknown !== undefined) {
      throw new FoldwiseError(`expected the columns of the first table, got one more: "${unknown}"`, {
        code: 'data',
        where: 'concatTables',
        hint: `drop it first: table.without(${JSON.stringify(unknown)})`,
      });
    }
  }
  const length = others.reduce((sum, other) => sum + other.length, first.length);
  const columns = first.columns.map((column) =>
    concatColumns(column, ...others.map((other) => other.column(column.name))),
  );
  return new Table(columns, length);
}

/** The cells of the columns one after the other, under the name of the first. */
export function concatColumns(first: Column, ...others: readonly Column[]): Column {
  const all = [first, ...others];
  const stranger = all.find((column) => column.kind !== first.kind);
  if (stranger) {
    throw new FoldwiseError(`expected a ${first.kind} column in every table, got a ${stranger.kind} column`, {
      code: 'data',
      where: `column "${first.name}"`,
      hint: 'read both files with the same schema',
    });
  }
  const length = all.reduce((sum, column) => sum + column.length, 0);
  if (first.kind === 'number') {
    const areBytes = all.every((column) => column.kind === 'number' && isByteArray(column.values));
    const values = areBytes ? new Uint8Array(length) : new Float64Array(length);
    let at = 0;
    for (const column of all) {
      if (column.kind === 'number') values.set(column.values, at);
      at += column.length;
    }
    return { ...first, length, values };
  }
  return joinDictionaries(
    first,
    all.filter((column) => column.kind !== 'number'),
    length,
  );
}

function joinDictionaries(first: StringColumn, all: readonly StringColumn[], length: number): StringColumn {
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(length);
  let at = 0;
  for (const column of all) {
    const next = column.levels.map((level) => {
      const known = codeOf.get(level) ?? codeOf.size;
      codeOf.set(level, known);
      return known;
    });
    for (const code of column.codes) codes[at++] = code < 0 ? -1 : next[code]!;
  }
  return { ...first, length, codes, levels: [...codeOf.keys()] };
}
