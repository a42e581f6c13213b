import type { Spec } from '@foldwise/core/base';
import { Table } from '../../table/table.ts';
import type { Target } from '../../table/target.ts';
import type { FittedTransformer, Transformer } from '../transformer.ts';

/** Columns that are to go, by name, and why. */
export type Dropped = ReadonlyMap<string, string>;

/** A step that chooses by the training rows which columns to leave out; a table that lacks one of those later on is fine. */
export function dropping(spec: Spec, choose: (train: Table, target?: Target) => Dropped): Transformer {
  return Object.freeze({
    spec: Object.freeze(spec),
    fit(train: Table, target?: Target): FittedTransformer {
      const dropped = choose(train, target);
      return Object.freeze({
        transform: (table: Table): Table =>
          new Table(
            table.columns.filter(({ name }) => !dropped.has(name)),
            table.length,
          ),
        decisions: Object.freeze(
          Array.from(dropped, ([name, because]) =>
            Object.freeze({ columns: Object.freeze([name]), does: 'dropped', because }),
          ),
        ),
      });
    },
  });
}
