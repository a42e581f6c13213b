import { quantileEdges } from '@foldwise/core';
import { float64Of } from '../../table/column.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import { presentValues } from '../../statistics/present.ts';
import { checkWhole } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface PiecewiseLinearOptions {
  /** Bins that hold about as many training rows each, at least 1; default 16. Those between equal quantiles are merged. */
  readonly bins?: number;
}

/**
 * Turns a number into one column a quantile bin, `<name>_bin_1` …: how far it has come through the bin, 0 before it and 1 behind.
 *
 * `(x − e₋₁) / (e − e₋₁)` clipped to 0 … 1 for a bin from e₋₁ to e, but not below in the first and not above in the last bin, so that
 * numbers beyond the training rows stay apart. The piecewise-linear encoding of Gorishniy et al. 2022 ("On Embeddings for Numerical
 * Features in Tabular Deep Learning"). `piecewiseLinearEmbedding` of core does the same inside a network, with learned vectors. A
 * column that is constant, or without any cell, makes one column. Missing cells stay missing: impute first.
 *
 * @example
 * onColumns(numeric(), impute('median'), piecewiseLinear({ bins: 8 }));
 */
export function piecewiseLinear(options: PiecewiseLinearOptions = {}): ColumnTransformer {
  const { bins = 16 } = options;
  checkWhole('piecewiseLinear', 'bins', bins);
  return Object.freeze({
    spec: Object.freeze({ kind: 'piecewiseLinear', bins }),
    fit(train: Column): FittedColumnTransformer {
      const data = presentValues(expectNumber('piecewiseLinear', train));
      const edges = data.length === 0 ? [0, 1] : quantileEdges({ shape: [data.length, 1], data }, bins)[0]!;
      return Object.freeze({
        transform: (column: Column): readonly Column[] =>
          encode(expectNumber('piecewiseLinear', column), edges),
      });
    },
  });
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
