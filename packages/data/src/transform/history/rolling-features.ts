import { momentsOf } from '../../statistics/moments.ts';
import { medianOf } from '../../statistics/quantile.ts';
import type { Selector } from '../../select/selector.ts';
import { float64Of, numberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkChoice, checkSome, checkWhole } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { checkHorizon, groupNames, historyOf } from './history-of.ts';
import type { HistoryOptions, Past } from './history-of.ts';
import { sourcesOf } from './sources-of.ts';

/**
 * What is made of the numbers of a window; `std` is by n − 1, as in pandas, `slope` by least squares a row. The last one less the mean, less
 * the first, and over the mean say how things stand (AMEX 2022).
 */
export type RollingStatistic =
  | 'mean'
  | 'std'
  | 'min'
  | 'max'
  | 'median'
  | 'sum'
  | 'count'
  | 'slope'
  | 'first'
  | 'last'
  | 'lastLessMean'
  | 'lastLessFirst'
  | 'lastByMean';

export interface RollingFeaturesOptions extends HistoryOptions {
  /** How many of the latest past rows a window holds, or `'all'` of them; default 7. */
  readonly windows?: readonly (number | 'all')[];
  /** Default the mean. */
  readonly statistics?: readonly RollingStatistic[];
  /** The target's past too, as `<target>_mean_7`; default false. */
  readonly ofTarget?: boolean;
}

/**
 * Adds statistics of what number columns held in the latest earlier rows of the same group: `sales_mean_7`, `sales_std_all`.
 *
 * Past rows are those of `lags`: training rows before the row in time, and at least `horizon` before it. Missing cells are left out of a
 * window; a window of fewer rows than it could hold counts (pandas' `min_periods=1`), one without any is missing, its count 0 and its
 * sum missing too. `std` and `slope` want two numbers. Windows of `'all'` take time that grows with the square of a group's rows.
 *
 * @example
 * rollingFeatures(named('price'), { time: 'date', by: ['store'], windows: [7, 28], statistics: ['mean', 'std'], horizon: 28 });
 */
export function rollingFeatures(select: Selector, options: RollingFeaturesOptions): Transformer {
  const { time, windows = [7], statistics = ['mean'], horizon = 0, ofTarget = false } = options;
  const kind = 'rollingFeatures';
  const by = groupNames(kind, options.by);
  checkSome(kind, 'windows', windows);
  checkSome(kind, 'statistics', statistics);
  for (const window of windows) if (window !== 'all') checkWhole(kind, 'windows', window, 1);
  for (const statistic of statistics) checkChoice(kind, 'statistics', statistic, Object.keys(formulas));
  checkHorizon(kind, horizon);
  const chosen = { windows: [...windows], statistics: [...statistics] };
  const spec = { kind, select: select.spec, time, by, ...chosen, horizon, ofTarget };
  return addingStep(spec, (train, target) => {
    const sources = sourcesOf(kind, train, target, select, ofTarget);
    const history = historyOf(kind, train, { time, by, horizon });
    return (table) => {
      const pastOf = history.pastOf(table);
      return sources.flatMap(({ name, values }) => {
        const numbers = float64Of(values);
        return windows.flatMap((window) => {
          const columns = statistics.map(() => new Float64Array(table.length));
          for (let row = 0; row < table.length; row++) {
            const within = windowOf(numbers, pastOf(row), window);
            statistics.forEach((statistic, i) => (columns[i]![row] = formulas[statistic](within)));
          }
          return statistics.map((statistic, i) =>
            numberColumn(`${name}_${statistic}_${window}`, columns[i]!),
          );
        });
      });
    };
  });
}

/** The numbers of the latest past rows, the oldest first. */
function windowOf(values: Float64Array, { rows, count }: Past, window: number | 'all'): Float64Array {
  const first = window === 'all' ? 0 : Math.max(0, count - window);
  return Float64Array.from(rows.subarray(first, count), (row) => values[row]!).filter(Number.isFinite);
}

const formulas: Readonly<Record<RollingStatistic, (numbers: Float64Array) => number>> = {
  mean: (numbers) => (numbers.length === 0 ? Number.NaN : sumOf(numbers) / numbers.length),
  std: (numbers) => {
    const { length } = numbers;
    return length < 2 ? Number.NaN : momentsOf(numbers).deviation * Math.sqrt(length / (length - 1));
  },
  min: (numbers) => (numbers.length === 0 ? Number.NaN : numbers.reduce((a, b) => Math.min(a, b))),
  max: (numbers) => (numbers.length === 0 ? Number.NaN : numbers.reduce((a, b) => Math.max(a, b))),
  median: (numbers) => (numbers.length === 0 ? Number.NaN : medianOf(numbers.toSorted())),
  sum: (numbers) => (numbers.length === 0 ? Number.NaN : sumOf(numbers)),
  count: (numbers) => numbers.length,
  slope: (numbers) => {
    const middle = (numbers.length - 1) / 2;
    let above = 0;
    let below = 0;
    numbers.forEach((value, i) => {
      above += (i - middle) * value;
      below += (i - middle) ** 2;
    });
    return above / below;
  },
  first: (numbers) => numbers[0] ?? Number.NaN,
  last: lastOf,
  lastLessMean: (numbers) => lastOf(numbers) - sumOf(numbers) / numbers.length,
  lastLessFirst: (numbers) => lastOf(numbers) - (numbers[0] ?? Number.NaN),
  lastByMean: (numbers) => {
    const quotient = lastOf(numbers) / (sumOf(numbers) / numbers.length);
    return Number.isFinite(quotient) ? quotient : Number.NaN;
  },
};

function lastOf(numbers: Float64Array): number {
  return numbers.at(-1) ?? Number.NaN;
}

function sumOf(numbers: Float64Array): number {
  return numbers.reduce((sum, value) => sum + value, 0);
}
