import { named } from '../../select/named.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { momentsOf } from '../../statistics/moments.ts';
import { medianOf } from '../../statistics/quantile.ts';
import { float64Of, cellAt } from '../../table/column.ts';
import type { Cell, Column, NumberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { checkChoice } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import { sameColumn } from '../same-column.ts';
import type { FittedTransformer, Transformer } from '../transformer.ts';

export interface ImputeByGroupOptions {
  /** The column whose equal cells make a group; a missing cell is a group of its own. */
  readonly by: string;
  /** The group's statistic that fills; default its median. */
  readonly fill?: 'median' | 'mean';
}

/**
 * Fills missing numbers with what the training rows of the same group have: the median age of passengers of the same title.
 *
 * A group without a number in the training rows, and one that they do not have at all, gets the statistic of all training rows; a column
 * without any number becomes 0. Other columns pass untouched.
 *
 * @example
 * imputeByGroup(named('Age'), { by: 'Title' });
 */
export function imputeByGroup(select: Selector, options: ImputeByGroupOptions): Transformer {
  const { by, fill = 'median' } = options;
  const kind = 'imputeByGroup';
  checkChoice(kind, 'fill', fill, ['median', 'mean']);
  const group = named(by);
  return Object.freeze({
    spec: Object.freeze({ kind, select: select.spec, by, fill }),
    fit(train: Table): FittedTransformer {
      const [groups] = selectColumns(train, group, kind);
      const fills = selectColumns(train, select, kind)
        .filter((column) => column.name !== by)
        .map((column) => fillOf(expectNumber(kind, column), groups!, fill));
      return Object.freeze({
        transform(table: Table): Table {
          const of = sameColumn(kind, table, by);
          return table.with(
            ...fills.map(({ name, valueFor }) => {
              const { values, ...rest } = expectNumber(kind, sameColumn(kind, table, name));
              return {
                ...rest,
                values: float64Of(values).map((value, row) =>
                  Number.isNaN(value) ? valueFor(cellAt(of, row)) : value,
                ),
              };
            }),
          );
        },
      });
    },
  });
}

interface Fill {
  readonly name: string;
  readonly valueFor: (group: Cell) => number;
}

function fillOf(column: NumberColumn, groups: Column, fill: 'median' | 'mean'): Fill {
  const members = new Map<Cell, number[]>();
  const everyone: number[] = [];
  column.values.forEach((value, row) => {
    if (!Number.isFinite(value)) return;
    const key = cellAt(groups, row);
    const of = members.get(key);
    if (of === undefined) members.set(key, [value]);
    else of.push(value);
    everyone.push(value);
  });
  const statistic = (numbers: readonly number[]): number => {
    const ascending = Float64Array.from(numbers).toSorted();
    if (fill === 'median') return medianOf(ascending);
    const { mean, rest } = momentsOf(ascending);
    return mean + rest;
  };
  const overall = everyone.length === 0 ? 0 : statistic(everyone);
  const ofGroup = new Map(Array.from(members, ([key, numbers]) => [key, statistic(numbers)]));
  return { name: column.name, valueFor: (key) => ofGroup.get(key) ?? overall };
}
