import { FoldwiseError } from '@foldwise/core/base';
import type { DateOrder } from '../../format/parse-date.ts';
import { parseDate } from '../../format/parse-date.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { countBelow } from '../../statistics/count-below.ts';
import { numberColumn } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkChoice, checkSome } from '../check-option.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { checkTimes, dateOrders, timesOf } from './times-of.ts';

export interface HolidaysOptions {
  /** The days that are special, in any order: `'2024-12-25'`. */
  readonly dates: readonly string[];
  /** What the names of the new columns say; default `'holiday'`. */
  readonly name?: string;
  /** As in `dateParts`. */
  readonly order?: DateOrder;
}

/**
 * Adds how a date stands to a list of special days: `sold_holiday` (0 or 1), and in whole days `sold_since_holiday` and
 * `sold_until_holiday`, 0 on the day itself.
 *
 * Days before the first and behind the last of the list are missing there: list the years around the data. A missing date has missing
 * columns; a training cell that is no date is an error.
 *
 * @example
 * holidays(named('sold'), { dates: ['2023-12-25', '2024-12-25', '2025-12-25'], name: 'christmas' });
 */
export function holidays(select: Selector, options: HolidaysOptions): Transformer {
  const { dates, name = 'holiday', order = 'iso' } = options;
  const kind = 'holidays';
  checkSome(kind, 'dates', dates);
  checkChoice(kind, 'order', order, dateOrders);
  const special = Float64Array.from(dates, (date) => dayOf(date, order)).toSorted();
  return addingStep({ kind, select: select.spec, dates: [...dates], name, order }, (train) => {
    const columns = selectColumns(train, select, kind);
    for (const column of columns) checkTimes(kind, column, order);
    return (table) =>
      columns.flatMap(({ name: of }) => {
        const times = timesOf(sameColumn(kind, table, of), order);
        const days = times.map((time) => Math.floor(time / 86400));
        const column = (called: string, say: (day: number) => number | undefined): NumberColumn =>
          numberColumn(
            called,
            days.map((day) => (Number.isFinite(day) ? (say(day) ?? Number.NaN) : Number.NaN)),
          );
        const last = (day: number): number | undefined => special[countBelow(special, day, true) - 1];
        const next = (day: number): number | undefined => special[countBelow(special, day)];
        return [
          column(`${of}_${name}`, (day) => (last(day) === day ? 1 : 0)),
          column(`${of}_since_${name}`, (day) => day - (last(day) ?? Number.NaN)),
          column(`${of}_until_${name}`, (day) => (next(day) ?? Number.NaN) - day),
        ];
      });
  });
}

function dayOf(date: string, order: DateOrder): number {
  const time = typeof date === 'string' ? parseDate(date, order) : undefined;
  if (time !== undefined) return Math.floor(time / 86400);
  throw new FoldwiseError(`expected dates, got ${JSON.stringify(date)}`, {
    code: 'input',
    where: 'holidays',
    hint: "pass dates: ['2024-12-25']",
  });
}
