import { numberColumn, stringColumn } from '../table/column.ts';
import type { Cell, Column, ColumnKind } from '../table/column.ts';

/** The columns that a column step of one kind is examined with, all of one name. */
export interface SampleColumns {
  /** Repeated and lone cells, missing ones. */
  readonly train: Column;
  /** Other rows: cells that `train` lacks, missing ones. */
  readonly fresh: Column;
  readonly allMissing: Column;
  readonly constant: Column;
  readonly single: Column;
  readonly empty: Column;
}

export const sampleName = 'Sample';

const numbers = {
  train: [3, -1.5, null, 0, 3, 12.25, 7, null, -40, 3, 0.1, 1e6],
  fresh: [-1e12, null, 3, 5.5, 1e12, 0],
  constant: 0.1,
};

const strings = {
  train: ['b', 'a', null, 'b', 'c', 'b', 'a', null, 'rare', 'c', 'b', 'a'],
  fresh: ['never seen', null, 'b', 'rare', 'a', ''],
  constant: 'a',
};

/** With `positive`, numbers are above 0. */
export function sampleColumns(kind: ColumnKind, positive = false): SampleColumns {
  const { train, fresh, constant } = kind === 'number' ? numbers : strings;
  const make = (cells: readonly Cell[]): Column => columnOf(kind, positive ? cells.map(aboveZero) : cells);
  return {
    train: make(train),
    fresh: make(fresh),
    allMissing: make([null, null, null]),
    constant: make(Array.from({ length: 7 }, () => constant)),
    single: make([constant]),
    empty: make([]),
  };
}

function aboveZero(cell: Cell): Cell {
  return typeof cell === 'number' ? Math.abs(cell) + 0.5 : cell;
}

function columnOf(kind: ColumnKind, cells: readonly Cell[]): Column {
  if (kind === 'number') {
    return numberColumn(
      sampleName,
      cells.map((cell) => (cell === null ? null : Number(cell))),
    );
  }
  return stringColumn(
    kind,
    sampleName,
    cells.map((cell) => (cell === null ? null : String(cell))),
  );
}

/**
 * The same training rows as they come out of a larger file: other rows around them in memory, other levels in the dictionary and the
 * levels in another order.
 */
export function amongOtherRows(column: Column): Column {
  if (column.kind === 'number') {
    const around = new Float64Array(column.length + 8).fill(1e9);
    around.set(column.values, 4);
    return { ...column, values: around.subarray(4, 4 + column.length) };
  }
  const levels = ['zzz', '0 other row', ...column.levels.toReversed(), 'only in validation'];
  const codes = column.codes.map((code) => (code < 0 ? code : levels.indexOf(column.levels[code]!)));
  return { ...column, codes, levels };
}
