import { FoldwiseError } from '@foldwise/core/base';
import type { DateOrder } from '../../format/parse-date.ts';
import { parseDate } from '../../format/parse-date.ts';
import { named } from '../../select/named.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import type { Table } from '../../table/table.ts';
import { addingStep } from '../adding-step.ts';
import { checkChoice } from '../check-option.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { checkTimes, dateOrders, timesOf } from './times-of.ts';

const secondsOf = { second: 1, minute: 60, hour: 3600, day: 86400, week: 604800 } as const;

export interface ElapsedSinceOptions {
  /** The beginning: the earliest date of the training rows (`'first'`, the default), a date, or the date in another column. */
  readonly since?: 'first' | { readonly date: string } | { readonly column: string };
  /** Default `'day'`. */
  readonly unit?: keyof typeof secondsOf;
  /** As in `dateParts`. */
  readonly order?: DateOrder;
}

/**
 * Adds the time from a beginning to a date, in days or another unit, with fractions: `sold_elapsed`, or `sold_since_built`.
 *
 * A date before the beginning is negative. Missing where either date is; a training cell that is no date is an error.
 *
 * @example
 * elapsedSince(named('sold'), { since: { column: 'built' }, unit: 'week' });
 */
export function elapsedSince(select: Selector, options: ElapsedSinceOptions = {}): Transformer {
  const { since = 'first', unit = 'day', order = 'iso' } = options;
  const kind = 'elapsedSince';
  checkChoice(kind, 'unit', unit, Object.keys(secondsOf));
  checkChoice(kind, 'order', order, dateOrders);
  const fixed = typeof since === 'object' && 'date' in since ? fixedTime(since.date, order) : undefined;
  const other = typeof since === 'object' && 'column' in since ? since.column : undefined;
  if (fixed === undefined && other === undefined)
    checkChoice(kind, 'since', typeof since === 'string' ? since : JSON.stringify(since), ['first']);
  const described = typeof since === 'object' ? { ...since } : since;
  return addingStep({ kind, select: select.spec, since: described, unit, order }, (train) => {
    const dates = selectColumns(train, select, kind);
    const begin = other === undefined ? [] : selectColumns(train, named(other), kind);
    for (const column of [...dates, ...begin]) checkTimes(kind, column, order);
    const starts = dates.map((column) => fixed ?? earliest(timesOf(column, order)));
    const startsIn = (table: Table): Float64Array | undefined =>
      other === undefined ? undefined : timesOf(sameColumn(kind, table, other), order);
    return (table) => {
      const from = startsIn(table);
      return dates.map(({ name }, i) => {
        const times = timesOf(sameColumn(kind, table, name), order);
        const values = times.map((time, row) => (time - (from?.[row] ?? starts[i]!)) / secondsOf[unit]);
        return numberColumn(other === undefined ? `${name}_elapsed` : `${name}_since_${other}`, values);
      });
    };
  });
}

function fixedTime(text: string, order: DateOrder): number {
  const time = parseDate(text, order);
  if (time !== undefined) return time;
  throw new FoldwiseError(`expected a date to count from, got ${JSON.stringify(text)}`, {
    code: 'input',
    where: 'elapsedSince',
    hint: "pass since: { date: '2020-01-01' }",
  });
}

/** The least time, 0 where there is none. */
function earliest(times: Float64Array): number {
  const present = times.filter(Number.isFinite);
  return present.length === 0 ? 0 : present.reduce((least, time) => Math.min(least, time), Infinity);
}
