import { FoldwiseError } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { derive, float64Of } from '@foldwise/data';
import type { Table } from '@foldwise/data';
import type { Competition } from '../competition/define-competition.ts';

const name = 'row weight';

/** The weight of each row of a table, `[rows]`; undefined where the competition states none. */
export function rowWeightsOf(
  { schema, rowWeight }: Competition,
  table: Table,
  where: string,
): Tensor | undefined {
  if (rowWeight === undefined) return undefined;
  const column = derive(schema, { [name]: (row) => rowWeight(row) })
    .fit(table)
    .transform(table)
    .column(name);
  const weights =
    column.kind === 'number' ? float64Of(column.values) : new Float64Array(table.length).fill(Number.NaN);
  const odd = weights.findIndex((weight) => !(weight >= 0));
  if (odd >= 0 || weights.every((weight) => weight === 0)) {
    throw new FoldwiseError(
      odd < 0
        ? 'expected a row weight above 0, got none'
        : `expected a number of at least 0, got ${column.kind === 'number' ? weights[odd] : column.kind} in row ${odd + 1}`,
      {
        code: 'data',
        where: `${where}, rowWeight`,
        hint: 'a missing cell is null: say what the weight is then',
      },
    );
  }
  return { shape: [table.length], data: weights };
}
