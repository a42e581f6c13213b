import { FoldwiseError } from '@foldwise/core/base';
import { or } from '../select/combine.ts';
import { named } from '../select/named.ts';
import { selectColumns } from '../select/select-columns.ts';
import type { Selector } from '../select/selector.ts';
import { Table } from '../table/table.ts';
import type { FittedTransformer, Transformer } from './transformer.ts';

/**
 * Leaves columns out, by name or by selector.
 *
 * A name that the training table lacks is an error with "did you mean"; a table that lacks a dropped column later on is fine.
 *
 * @example
 * drop('Ticket', texts());
 */
export function drop(...columns: readonly (string | Selector)[]): Transformer {
  return chooser('drop', columns, (table, chosen) =>
    table.columns.filter((column) => !chosen.has(column.name)),
  );
}

/**
 * Leaves all other columns out, by name or by selector: the opposite of `drop`.
 *
 * @example
 * keep('Age', 'Fare', categorical());
 */
export function keep(...columns: readonly (string | Selector)[]): Transformer {
  return chooser('keep', columns, (table, chosen) => [...chosen].map((name) => table.column(name)));
}

function chooser(
  kind: 'drop' | 'keep',
  what: readonly (string | Selector)[],
  choose: (table: Table, chosen: ReadonlySet<string>) => readonly Table['columns'][number][],
): Transformer {
  if (what.length === 0) {
    throw new FoldwiseError('expected column names or selectors, got none', {
      code: 'input',
      where: kind,
      hint: `pass them one by one: ${kind}('Ticket', texts())`,
    });
  }
  const parts = what.map((part) => (typeof part === 'string' ? named(part) : part));
  const select = parts.length === 1 ? parts[0]! : or(...parts);
  return Object.freeze({
    spec: Object.freeze({ kind, select: select.spec }),
    fit(train: Table): FittedTransformer {
      const chosen = new Set(selectColumns(train, select, kind).map((column) => column.name));
      return Object.freeze({
        transform: (table: Table): Table => new Table(choose(table, chosen), table.length),
      });
    },
  });
}
