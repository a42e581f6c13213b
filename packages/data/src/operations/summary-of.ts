import type { Cell, Column } from '../table/column.ts';
import { categoryColumn, cellAt, numberColumn, textColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { count } from './aggregate/count.ts';
import { max, min } from './aggregate/extremes.ts';
import { mode } from './aggregate/mode.ts';
import { nunique } from './aggregate/nunique.ts';
import { median, quantile } from './aggregate/quantile.ts';
import { mean } from './aggregate/sum.ts';
import { std } from './aggregate/variance.ts';
import { groupBy } from './group-by.ts';

/**
 * A row for each column of a table: what pandas' `describe` says, and more.
 *
 * `column`, `kind`, `cells` that are there, `missing`, `different` ones; of numbers `mean`, `std` (by n − 1), `min`, `quarter`, `median`,
 * `threeQuarters` and `max`; the most frequent cell as text, `most`, and `mostCount`, how often it occurs.
 *
 * @example
 * rowsOf(summaryOf(table)); // [{ column: 'Age', kind: 'number', cells: 714, missing: 177, … }, …]
 */
export function summaryOf(table: Table): Table {
  const found = table.columns.map((column) => (table.length === 0 ? new Map() : statisticsOf(column)));
  const numbers = statistics.map((name) =>
    numberColumn(
      name,
      found.map((one) => number(one.get(name))),
    ),
  );
  const counts = ['cells', 'missing', 'different'].map((name) =>
    numberColumn(
      name,
      found.map((one) => number(one.get(name)) ?? 0),
    ),
  );
  return new Table([
    textColumn('column', table.names),
    categoryColumn(
      'kind',
      table.columns.map(({ kind }) => kind),
    ),
    ...counts,
    ...numbers,
    textColumn(
      'most',
      found.map((one) => text(one.get('most'))),
    ),
    numberColumn(
      'mostCount',
      found.map((one) => number(one.get('mostCount'))),
    ),
  ]);
}

const statistics = ['mean', 'std', 'min', 'quarter', 'median', 'threeQuarters', 'max'] as const;
type Found = ReadonlyMap<string, Cell>;

const number = (cell: Cell | undefined): number | null => (typeof cell === 'number' ? cell : null);
const text = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : String(cell);

function statisticsOf(column: Column): Found {
  const { name } = column;
  const one = new Table([column]);
  const ofAll = { cells: count(name), different: nunique(name), most: mode(name) };
  const ofNumbers = {
    mean: mean(name),
    std: std(name),
    min: min(name),
    quarter: quantile(name, 0.25),
    median: median(name),
    threeQuarters: quantile(name, 0.75),
    max: max(name),
  };
  const whole = groupBy(one, [], column.kind === 'number' ? { ...ofAll, ...ofNumbers } : ofAll);
  const cells = new Map(whole.columns.map((result) => [result.name, cellAt(result, 0)]));
  cells.set('missing', column.length - (number(cells.get('cells')) ?? 0));
  return cells.set('mostCount', timesOf(column, cells.get('most') ?? null));
}

function timesOf(column: Column, cell: Cell): number | null {
  if (cell === null) return null;
  let times = 0;
  for (let row = 0; row < column.length; row++) if (cellAt(column, row) === cell) times++;
  return times;
}
