import { FoldwiseError } from '@foldwise/core/base';
import type { Cell, Column } from '../table/column.ts';
import { cellAt } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { DanfoDataFrame } from './data-frame.ts';

/** What is used of the danfojs-node module. */
interface Danfo {
  readonly DataFrame: new (
    rows: readonly unknown[],
    options: { readonly columns: readonly string[]; readonly dtypes: readonly string[] },
  ) => DanfoDataFrame & { $setColumnNames(names: readonly string[]): void };
}

/**
 * A danfojs-node DataFrame with the cells of a table: numbers as they are (float64, whatever the dtype says), NaN where one is
 * missing; strings as they are (`"007"` stays a string), `null` where one is missing.
 *
 * danfojs-node is an optional peer, imported at the first call (seconds). Say its type to have its methods:
 * `toDataFrame<DataFrame>(table)`. A column named like a member of DataFrame (`shape`, `values`) is there for `df.column("shape")` and
 * `df.iloc`, but not as `df.shape`, and danfojs itself fails where it copies such a frame: rename the column before that.
 *
 * @throws FoldwiseError `input` where danfojs-node is not installed.
 * @example
 * const df = await toDataFrame(table);
 */
export async function toDataFrame<D extends DanfoDataFrame = DanfoDataFrame>(table: Table): Promise<D> {
  const { DataFrame } = await importDanfo();
  const { columns, names } = table;
  const rows = Array.from({ length: table.length }, (_, row) =>
    columns.map((column) => danfoCell(column, row)),
  );
  const dtypes = columns.map(dtypeOf);
  const members = new DataFrame([], { columns: [], dtypes: [] });
  const clashes = names.some((name) => name in members);
  // danfojs defines a property a column: a clash would hide the frame's own member. Those names are set afterwards.
  const safe = clashes ? names.map((name, i) => (name in members ? placeholder(i, names) : name)) : names;
  const frame = new DataFrame(rows, { columns: safe, dtypes });
  if (clashes) frame.$setColumnNames([...names]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller states danfojs' own type
  return frame as unknown as D;
}

async function importDanfo(): Promise<Danfo> {
  // A variable: the published types must not need danfojs' own.
  const name = 'danfojs-node';
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- danfojs' exports, whose types are not loaded
    const module = (await import(name)) as { readonly default?: Danfo } & Partial<Danfo>;
    return module.DataFrame ? { DataFrame: module.DataFrame } : module.default!;
  } catch (cause) {
    throw new FoldwiseError('expected danfojs-node, which cannot be imported', {
      code: 'input',
      where: 'toDataFrame',
      hint: 'install it: npm install danfojs-node',
      cause,
    });
  }
}

function placeholder(i: number, names: readonly string[]): string {
  let name = `column ${i}`;
  while (names.includes(name)) name += ' ';
  return name;
}

function danfoCell(column: Column, row: number): Cell {
  return column.kind === 'number' ? column.values[row]! : cellAt(column, row);
}

/** danfojs has no float64: its names only choose what its methods do with a column. */
function dtypeOf(column: Column): string {
  if (column.kind !== 'number') return 'string';
  return column.length > 0 && column.values.every((value) => (value | 0) === value) ? 'int32' : 'float32';
}
