import type { Selector } from '../../select/selector.ts';
import { numberColumn, float64Of } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkNumber, checkSome } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { checkHorizon, groupNames, historyOf } from './history-of.ts';
import type { HistoryOptions } from './history-of.ts';
import { sourcesOf } from './sources-of.ts';

export interface ExponentialMeansOptions extends HistoryOptions {
  /** How far back a mean reaches, in rows, at least 1: a row weighs 1 − 2 / (span + 1) of the next; default `[7]`. */
  readonly spans?: readonly number[];
  /** The target's past too, as `<target>_ewm_7`; default false. */
  readonly ofTarget?: boolean;
}

/**
 * Adds means of what number columns held in earlier rows of the same group, the latest weighing most: `sales_ewm_7`.
 *
 * `Σ (1 − α)ⁱ · xᵢ / Σ (1 − α)ⁱ` over the past rows, i counted from the latest, α = 2 / (span + 1): pandas' `ewm(span).mean()`. Past rows
 * are those of `lags`: training rows before the row in time, and at least `horizon` before it. Missing cells are left out, and make older
 * ones no younger; without any number in the past it is missing.
 *
 * @example
 * exponentialMeans(named('price'), { time: 'date', by: 'store', spans: [7, 28], horizon: 28 });
 */
export function exponentialMeans(select: Selector, options: ExponentialMeansOptions): Transformer {
  const { time, spans = [7], horizon = 0, ofTarget = false } = options;
  const kind = 'exponentialMeans';
  const by = groupNames(kind, options.by);
  checkSome(kind, 'spans', spans);
  for (const span of spans) checkNumber(kind, 'spans', span, 'a number of at least 1', (value) => value >= 1);
  checkHorizon(kind, horizon);
  const spec = { kind, select: select.spec, time, by, spans: [...spans], horizon, ofTarget };
  return addingStep(spec, (train, target) => {
    const sources = sourcesOf(kind, train, target, select, ofTarget);
    const history = historyOf(kind, train, { time, by, horizon });
    const learned = sources.flatMap(({ name, values }) =>
      spans.map((span) => ({ name: `${name}_ewm_${span}`, meansOf: runningMeans(float64Of(values), span) })),
    );
    return (table) => {
      const pastOf = history.pastOf(table);
      const pasts = Array.from({ length: table.length }, (_, row) => pastOf(row));
      return learned.map(({ name, meansOf }) =>
        numberColumn(
          name,
          Float64Array.from(pasts, ({ rows, count }) => meansOf(rows)[count - 1] ?? Number.NaN),
        ),
      );
    };
  });
}

/** The mean after each row of a group, worked out once a group. */
function runningMeans(values: Float64Array, span: number): (rows: Uint32Array) => Float64Array {
  const kept = 1 - 2 / (span + 1);
  const known = new Map<Uint32Array, Float64Array>();
  return (rows) => {
    const before = known.get(rows);
    if (before !== undefined) return before;
    let sum = 0;
    let weight = 0;
    const means = Float64Array.from(rows, (row) => {
      const value = values[row]!;
      const isThere = Number.isFinite(value);
      sum = sum * kept + (isThere ? value : 0);
      weight = weight * kept + (isThere ? 1 : 0);
      return sum / weight;
    });
    known.set(rows, means);
    return means;
  };
}
