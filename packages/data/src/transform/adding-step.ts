import type { Spec } from '@foldwise/core/base';
import { FoldwiseError } from '@foldwise/core/base';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Target } from '../table/target.ts';
import type { FittedTransformer, Transformer } from './transformer.ts';

/**
 * A step that learns a function from the training rows and puts the columns that it makes of a table behind the table's own.
 *
 * A column that is made under a name that the table has already is an error. `learn` makes the same columns of any table.
 */
export function addingStep(
  spec: Spec,
  learn: (train: Table, target?: Target) => (table: Table) => readonly Column[],
): Transformer {
  return Object.freeze({
    spec: Object.freeze(spec),
    fit(train: Table, target?: Target): FittedTransformer {
      const make = learn(train, target);
      return Object.freeze({
        transform(table: Table): Table {
          return withNew(spec.kind, table, make(table));
        },
      });
    },
  });
}

/** The table with these columns behind its own, or an error about one whose name is there already. */
export function withNew(where: string, table: Table, made: readonly Column[]): Table {
  for (const { name } of made) if (table.has(name)) throw taken(where, name);
  return table.with(...made);
}

function taken(where: string, name: string): FoldwiseError {
  return new FoldwiseError(`expected a new column name, "${name}" is there already`, {
    code: 'data',
    where,
    hint: 'rename or drop the other column of that name first',
  });
}
