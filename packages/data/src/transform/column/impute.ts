import { FoldwiseError } from '@foldwise/core/base';
import { float64Of } from '../../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../../table/column.ts';
import { expectNumber, expectStrings } from '../expect-kind.ts';
import { levelCounts } from '../../statistics/level-counts.ts';
import { momentsOf } from '../../statistics/moments.ts';
import { hasMissing, presentValues } from '../../statistics/present.ts';
import { medianOf } from '../../statistics/quantile.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';
import { indicatorOf } from './indicator-of.ts';

/** What a missing cell becomes. */
export type ImputeWith = 'median' | 'mean' | 'most-frequent' | { readonly constant: number | string };

export interface ImputeOptions {
  /** Add `<name>_missing` (0 or 1) beside every column that has a missing cell in the training rows; default false. */
  readonly indicator?: boolean;
}

/**
 * Fills missing cells with what the training rows have: their median, their mean, their most frequent value, or a constant.
 *
 * `"median"` and `"mean"` take number columns; `"most-frequent"` takes any, the smallest of equally frequent ones; `{ constant }` takes
 * the kind of its value. A column without any cell in the training rows becomes 0, or the level `"missing"`, on training rows as on
 * new ones, so no column is lost; new rows that do have a cell keep it.
 *
 * @example
 * onColumns(numeric(), impute('median', { indicator: true }));
 * onColumns(categorical(), impute({ constant: 'none' }));
 */
export function impute(fill: ImputeWith, options: ImputeOptions = {}): ColumnTransformer {
  const { indicator = false } = options;
  const statistic = checkFill(fill);
  return Object.freeze({
    spec: Object.freeze({
      kind: 'impute',
      fill: typeof statistic === 'string' ? statistic : Object.freeze({ ...statistic }),
      indicator,
    }),
    fit(train: Column): FittedColumnTransformer {
      const filled = takesNumber(statistic, train)
        ? fillNumbers(statistic, expectNumber('impute', train))
        : fillStrings(statistic, expectStrings('impute', train));
      const adds = indicator && hasMissing(train);
      return Object.freeze({
        transform: (column: Column): readonly Column[] =>
          adds ? [filled(column), indicatorOf(column)] : [filled(column)],
      });
    },
  });
}

function checkFill(fill: ImputeWith): ImputeWith {
  if (fill === 'median' || fill === 'mean' || fill === 'most-frequent') return fill;
  const constant: unknown = typeof fill === 'object' && fill !== null ? fill.constant : fill;
  if (typeof fill === 'object' && (typeof constant === 'string' || Number.isFinite(constant))) return fill;
  throw new FoldwiseError(
    `expected 'median', 'mean', 'most-frequent' or { constant: a number or a string }, got ${JSON.stringify(fill)}`,
    { code: 'input', where: 'impute', hint: "pass 'median' for numbers, 'most-frequent' for categories" },
  );
}

function takesNumber(fill: ImputeWith, train: Column): boolean {
  if (fill === 'most-frequent') return train.kind === 'number';
  if (typeof fill === 'object') return typeof fill.constant === 'number';
  if (train.kind === 'number') return true;
  throw new FoldwiseError(`expected a number column for '${fill}', got ${train.kind} "${train.name}"`, {
    code: 'data',
    where: 'impute',
    hint: "use impute('most-frequent') or impute({ constant: 'none' }) for it",
  });
}

function fillNumbers(fill: ImputeWith, train: NumberColumn): (column: Column) => Column {
  const value = numberFor(fill, presentValues(train).toSorted());
  return (column) => {
    const { name, length, values } = expectNumber('impute', column);
    return {
      kind: 'number',
      name,
      length,
      values: float64Of(values).map((cell) => (Number.isNaN(cell) ? value : cell)),
    };
  };
}

function numberFor(fill: ImputeWith, ascending: Float64Array): number {
  if (typeof fill === 'object') return Number(fill.constant);
  if (ascending.length === 0) return 0;
  if (fill === 'median') return medianOf(ascending);
  if (fill === 'most-frequent') return modeOf(ascending);
  const { mean, rest } = momentsOf(ascending);
  return mean + rest;
}

/** The longest run of equal numbers, the first of equally long ones. */
function modeOf(ascending: Float64Array): number {
  let best = ascending[0]!;
  let longest = 0;
  let run = 0;
  for (let i = 0; i < ascending.length; i++) {
    run = i > 0 && ascending[i] === ascending[i - 1] ? run + 1 : 1;
    if (run > longest) {
      longest = run;
      best = ascending[i]!;
    }
  }
  return best;
}

function fillStrings(fill: ImputeWith, train: StringColumn): (column: Column) => Column {
  const level = typeof fill === 'object' ? String(fill.constant) : mostFrequentLevel(train);
  return (column) => {
    const { kind, name, length, codes, levels } = expectStrings('impute', column);
    const known = levels.indexOf(level);
    const code = known < 0 ? levels.length : known;
    return {
      kind,
      name,
      length,
      codes: codes.map((cell) => (cell < 0 ? code : cell)),
      levels: known < 0 ? [...levels, level] : levels,
    };
  };
}

function mostFrequentLevel(train: StringColumn): string {
  let best = 'missing';
  let most = 0;
  for (const [level, count] of levelCounts(train)) {
    if (count > most) {
      most = count;
      best = level;
    }
  }
  return best;
}
