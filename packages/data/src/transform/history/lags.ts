import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkSome, checkWhole } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { checkHorizon, groupNames, historyOf } from './history-of.ts';
import type { HistoryOptions } from './history-of.ts';
import { sourcesOf } from './sources-of.ts';

export interface LagsOptions extends HistoryOptions {
  /** Which rows of the past: 1 is the latest one, 2 the one before it; default 1. */
  readonly lags?: readonly number[];
  /** The target's past too, as `<target>_lag_1`; default false. */
  readonly ofTarget?: boolean;
}

/**
 * Adds what number columns held in earlier rows of the same group: `sales_lag_1` is the latest value known.
 *
 * Past rows are training rows before the row in time, and at least `horizon` before it; so nothing of a validation row, of the row itself
 * or of a later one comes in. Lags count rows that are there, not days: with a row a day, 7 is the same weekday. Missing where there
 * are not so many.
 *
 * State the horizon that the test rows have: without it a training row knows yesterday, and the last test row only what was a month ago.
 *
 * @example
 * lags(named('price'), { time: 'date', by: ['store', 'item'], lags: [1, 7], horizon: 28, ofTarget: true });
 */
export function lags(select: Selector, options: LagsOptions): Transformer {
  const { time, lags: steps = [1], horizon = 0, ofTarget = false } = options;
  const kind = 'lags';
  const by = groupNames(kind, options.by);
  checkSome(kind, 'lags', steps);
  for (const step of steps) checkWhole(kind, 'lags', step, 1);
  checkHorizon(kind, horizon);
  const spec = { kind, select: select.spec, time, by, lags: [...steps], horizon, ofTarget };
  return addingStep(spec, (train, target) => {
    const sources = sourcesOf(kind, train, target, select, ofTarget);
    const history = historyOf(kind, train, { time, by, horizon });
    return (table) => {
      const pastOf = history.pastOf(table);
      const pasts = Array.from({ length: table.length }, (_, row) => pastOf(row));
      return sources.flatMap(({ name, values }) =>
        steps.map((step) =>
          numberColumn(
            `${name}_lag_${step}`,
            Float64Array.from(pasts, ({ rows, count }) => values[rows[count - step] ?? -1] ?? Number.NaN),
          ),
        ),
      );
    };
  });
}
