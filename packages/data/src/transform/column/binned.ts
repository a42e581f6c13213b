import { FoldwiseError } from '@foldwise/core/base';
import { float64Of, stringColumn } from '../../table/column.ts';
import type { Column, NumberColumn } from '../../table/column.ts';
import { countBelow } from '../../statistics/count-below.ts';
import { presentValues } from '../../statistics/present.ts';
import { quantileOf } from '../../statistics/quantile.ts';
import { checkChoice, checkWhole } from '../check-option.ts';
import { expectNumber } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface BinnedOptions {
  /** `'quantile'` (the default): about as many training rows in each bin. `'width'`: equally wide bins. */
  readonly by?: 'quantile' | 'width';
  /** At least 2; default 10. Bins between equal quantiles are merged. */
  readonly bins?: number;
  /** Inner edges, ascending, in place of `by` and `bins`: n edges make n + 1 bins. */
  readonly edges?: readonly number[];
  /** A number 0, 1, … (the default), or a category with the bin's interval for a level: `"[10, 20)"`. */
  readonly as?: 'number' | 'category';
}

/**
 * Cuts numbers into bins `[edge, next edge)`; what lies beyond the training rows goes to the first and the last.
 *
 * As scikit-learn's `KBinsDiscretizer`, quantiles interpolated linearly. A column that is constant, or without any cell, is one bin.
 * Missing cells stay missing.
 *
 * @example
 * onColumns(named('Age'), binned({ edges: [18, 65], as: 'category' }), oneHot()); // [-Infinity, 18), [18, 65), [65, Infinity)
 */
export function binned(options: BinnedOptions = {}): ColumnTransformer {
  const { by = 'quantile', bins = 10, as = 'number' } = options;
  checkChoice('binned', 'by', by, ['quantile', 'width']);
  checkWhole('binned', 'bins', bins, 2);
  checkChoice('binned', 'as', as, ['number', 'category']);
  const stated = checkEdges(options);
  return Object.freeze({
    spec: Object.freeze({ kind: 'binned', ...(stated ? { edges: stated } : { by, bins }), as }),
    fit(train: Column): FittedColumnTransformer {
      const ascending = presentValues(expectNumber('binned', train)).toSorted();
      const edges = stated ?? innerEdges(ascending, by, bins);
      const names = [-Infinity, ...edges].map((edge, bin) => `[${edge}, ${edges[bin] ?? Infinity})`);
      return Object.freeze({
        transform(column: Column): readonly Column[] {
          const codes = codesOf(expectNumber('binned', column), edges);
          return [as === 'number' ? codes : intervals(codes, names)];
        },
      });
    },
  });
}

function checkEdges({ edges, by, bins }: BinnedOptions): readonly number[] | undefined {
  if (edges === undefined) return undefined;
  const sound = edges.every(
    (edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!) && edges.length > 0,
  );
  if (sound && edges.length > 0 && by === undefined && bins === undefined) return Object.freeze([...edges]);
  throw new FoldwiseError(
    `expected finite ascending edges, without by and bins, got [${edges.join(', ')}]${(by ?? bins) ? ' with them' : ''}`,
    { code: 'input', where: 'binned', hint: 'pass { edges: [18, 65] }' },
  );
}

function innerEdges(ascending: Float64Array, by: 'quantile' | 'width', bins: number): readonly number[] {
  if (ascending.length === 0 || ascending[0] === ascending.at(-1)) return [];
  const [least, largest] = [ascending[0]!, ascending.at(-1)!];
  const edges = Array.from({ length: bins - 1 }, (_, i) => {
    const share = (i + 1) / bins;
    return by === 'quantile' ? quantileOf(ascending, share) : least * (1 - share) + largest * share;
  });
  // An edge on the least number would leave a bin that holds no training row.
  return edges.filter((edge, i) => edge > (i === 0 ? least : edges[i - 1]!));
}

function codesOf({ name, length, values }: NumberColumn, edges: readonly number[]): NumberColumn {
  const codes = float64Of(values).map((value) =>
    Number.isNaN(value) ? value : countBelow(edges, value, true),
  );
  return { kind: 'number', name, length, values: codes };
}

function intervals({ name, values }: NumberColumn, names: readonly string[]): Column {
  const cells = Array.from(values, (code) => names[code] ?? null);
  return stringColumn('category', name, cells, names);
}
