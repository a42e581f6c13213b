import { quantileEdges } from '@foldwise/core/base';
import { float64Of } from '../../table/column.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import type { Target } from '../../table/target.ts';
import { presentValues } from '../../statistics/present.ts';
import { checkChoice, checkWhole } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import { labelsOf, takeLabels } from '../labels.ts';
import type { Labels } from '../labels.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { treeEdges } from './tree-edges.ts';

export interface PiecewiseLinearOptions {
  /** Bins that hold about as many training rows each, at least 1; default 16. Those between equal quantiles are merged. */
  readonly bins?: number;
  /** `'quantile'` (the default), or `'target'`: cut where the target changes most, by a regression tree. */
  readonly by?: 'quantile' | 'target';
  /** How many training rows a bin holds at least where the target cuts; default 64, as in `rtdl_num_embeddings`. */
  readonly leastRows?: number;
}

/**
 * Turns a number into one column a quantile bin, `<name>_bin_1` …: how far it has come through the bin, 0 before it and 1 behind.
 *
 * `(x − e₋₁) / (e − e₋₁)` clipped to 0 … 1 for a bin from e₋₁ to e, but not below in the first and not above in the last bin, so that
 * numbers beyond the training rows stay apart. Cut by the target there are at most so many bins, those of a tree of that many leaves
 * (scikit-learn's `DecisionTreeRegressor`); labels decide the edges alone, and `leastRows` keeps one row from deciding any. The piecewise-linear encoding of Gorishniy et al. 2022 ("On Embeddings for Numerical
 * Features in Tabular Deep Learning"). `piecewiseLinearEmbedding` of core does the same inside a network, with learned vectors. A
 * column that is constant, or without any cell, makes one column. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), piecewiseLinear({ bins: 8 }));
 * onColumns(named('Age'), piecewiseLinear({ by: 'target' }));
 */
export function piecewiseLinear(options: PiecewiseLinearOptions = {}): ColumnTransformer {
  const { bins = 16, by = 'quantile', leastRows = 64 } = options;
  checkWhole(where, 'bins', bins);
  checkChoice(where, 'by', by, ['quantile', 'target']);
  checkWhole(where, 'leastRows', leastRows);
  return Object.freeze({
    spec: Object.freeze({ kind: where, bins, ...(by === 'target' && { by, leastRows }) }),
    fit(train: Column, target?: Target): FittedColumnTransformer {
      const column = expectNumber(where, train);
      const data = presentValues(column);
      const edges =
        by === 'target'
          ? edgesByTarget(column, labelsOf(where, train.length, target), bins, leastRows)
          : data.length === 0
            ? [0, 1]
            : quantileEdges({ shape: [data.length, 1], data }, bins)[0]!;
      return Object.freeze({
        transform: (rows: Column): readonly Column[] => encode(expectNumber(where, rows), edges),
      });
    },
  });
}

const where = 'piecewiseLinear';

/** From the least number by the thresholds of the tree to the largest; of a constant, as by quantiles, one to the right. */
function edgesByTarget(
  { values }: NumberColumn,
  { parts }: Labels,
  bins: number,
  leastRows: number,
): readonly number[] {
  const rows = Uint32Array.from(values.keys()).filter((row) => Number.isFinite(values[row]!));
  if (rows.length === 0) return [0, 1];
  const present = Float64Array.from(rows, (row) => values[row]!);
  const least = present.reduce((a, b) => Math.min(a, b));
  const largest = present.reduce((a, b) => Math.max(a, b));
  if (least === largest) return [least, least + 1];
  return [least, ...treeEdges(present, takeLabels(parts, rows), bins, leastRows), largest];
}

function encode({ name, length, values }: NumberColumn, edges: readonly number[]): readonly Column[] {
  const last = edges.length - 2;
  return Array.from({ length: last + 1 }, (_, bin) => {
    const [from, to] = [edges[bin]!, edges[bin + 1]!];
    const [least, largest] = [bin === 0 ? -Infinity : 0, bin === last ? Infinity : 1];
    return {
      kind: 'number' as const,
      name: `${name}_bin_${bin + 1}`,
      length,
      values: float64Of(values).map((value) =>
        Math.min(largest, Math.max(least, (value - from) / (to - from))),
      ),
    };
  });
}
