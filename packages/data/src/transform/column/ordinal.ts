import type { Column, NumberColumn } from '../../table/column.ts';
import { expectStrings } from '../expect-kind.ts';
import { levelCounts } from '../../statistics/level-counts.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

/**
 * Turns a category into codes 1 … K, one a level of the training rows in ascending order; 0 is a missing cell or a level that no
 * training row had.
 *
 * The column keeps its name and states its `cardinality` K + 1, which is what an embedding needs to know. The order of the codes means
 * nothing: for a plain dense network use `oneHot()`.
 *
 * @example
 * onColumns(named('Neighborhood'), ordinal());
 */
export function ordinal(): ColumnTransformer {
  return Object.freeze({
    spec: Object.freeze({ kind: 'ordinal' }),
    fit(train: Column): FittedColumnTransformer {
      const levels = [...levelCounts(expectStrings('ordinal', train)).keys()];
      const codes = new Map(levels.map((level, index) => [level, index + 1]));
      return Object.freeze({
        transform: (column: Column): readonly Column[] => [encode(column, codes)],
      });
    },
  });
}

function encode(column: Column, codeOf: ReadonlyMap<string, number>): NumberColumn {
  const { name, length, codes, levels } = expectStrings('ordinal', column);
  const values = new Float64Array(length);
  const next = levels.map((level) => codeOf.get(level) ?? 0);
  for (let row = 0; row < length; row++) values[row] = next[codes[row]!] ?? 0;
  return { kind: 'number', name, length, values, cardinality: codeOf.size + 1 };
}
