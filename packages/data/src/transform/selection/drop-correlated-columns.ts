import { numeric } from '../../select/of-kind.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { allFinite } from '../../statistics/all-finite.ts';
import { dot, pairwiseCorrelation, standardised } from '../../statistics/correlation.ts';
import { float64Of } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import { checkChoice, checkNumber } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import { labelsOf } from '../labels.ts';
import type { Labels } from '../labels.ts';
import type { Transformer } from '../transformer.ts';
import { dropping } from './dropping.ts';
import type { Dropped } from './dropping.ts';

export interface DropCorrelatedColumnsOptions {
  /** The largest correlation, up or down, that two columns may have; above 0 and at most 1, default 0.99. */
  readonly most?: number;
  /**
   * Which of two stays: the first in the table (the default), or the one that correlates more with the target: with the number, or with
   * the class of which the column says most.
   */
  readonly keep?: 'first' | 'related';
}

/**
 * Leaves out number columns that say almost the same as another one: the network has to share a weight between them.
 *
 * Columns are gone through in the table's order (or by how much they say of the target, the most telling first), and each stays unless
 * its correlation with one that stays is beyond `most`. Correlations are Pearson's over the training rows that have both cells, as
 * pandas' `corr`; a constant column correlates with nothing. All number columns are looked at unless a selector is given.
 *
 * @throws FoldwiseError `data` for a column that is none of numbers, and with `keep: 'related'` for a target that is absent or incomplete.
 * @example
 * dropCorrelatedColumns(numeric(), { most: 0.95, keep: 'related' });
 */
export function dropCorrelatedColumns(
  select: Selector = numeric(),
  options: DropCorrelatedColumnsOptions = {},
): Transformer {
  const { most = 0.99, keep = 'first' } = options;
  const kind = 'dropCorrelatedColumns';
  checkNumber(kind, 'most', most, 'above 0 and at most 1', (x) => x > 0 && x <= 1);
  checkChoice(kind, 'keep', keep, ['first', 'related']);
  return dropping({ kind, select: select.spec, most, keep }, (train, target) => {
    const columns = selectColumns(train, select, kind).map((column) => prepared(expectNumber(kind, column)));
    return twinsAmong(
      keep === 'first' ? columns : byRelation(columns, labelsOf(kind, train.length, target)),
      most,
    );
  });
}

/** A column's numbers; brought to mean 0 and length 1 once, where none is missing. */
interface Prepared {
  readonly name: string;
  readonly values: Float64Array;
  readonly standard: Float64Array | undefined;
}

function prepared(column: NumberColumn): Prepared {
  const { name } = column;
  const values = float64Of(column.values);
  return { name, values, standard: allFinite(values) ? standardised(values) : undefined };
}

function correlation(a: Prepared, b: Prepared): number {
  return a.standard && b.standard ? dot(a.standard, b.standard) : pairwiseCorrelation(a.values, b.values);
}

function byRelation(columns: readonly Prepared[], { parts }: Labels): readonly Prepared[] {
  const labels = parts.map(({ ending, values }) =>
    prepared({ kind: 'number', name: ending, length: values.length, values }),
  );
  const relation = new Map(
    columns.map((column) => [
      column,
      Math.max(...labels.map((label) => Math.abs(correlation(column, label)))),
    ]),
  );
  return columns.toSorted((a, b) => relation.get(b)! - relation.get(a)!);
}

function twinsAmong(columns: readonly Prepared[], most: number): Dropped {
  const kept: Prepared[] = [];
  const dropped = new Map<string, string>();
  for (const column of columns) {
    const twin = kept.find((other) => Math.abs(correlation(column, other)) > most);
    if (twin === undefined) kept.push(column);
    else {
      dropped.set(column.name, `correlation ${correlation(column, twin).toFixed(3)} with ${twin.name}`);
    }
  }
  return dropped;
}
