import { cos, sin } from '@foldwise/core/base';
import type { DateOrder } from '../../format/parse-date.ts';
import { selectColumns } from '../../select/select-columns.ts';
import type { Selector } from '../../select/selector.ts';
import { numberColumn } from '../../table/column.ts';
import type { NumberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { checkChoice } from '../check-option.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';
import { instantOf, parts as known, turns } from './parts.ts';
import type { CyclicalPart, DatePart, Instant } from './parts.ts';
import { checkTimes, dateOrders, timesOf } from './times-of.ts';

export interface DatePartsOptions {
  /** The parts that become columns; default year, month, day, weekday and isWeekend. */
  readonly parts?: readonly DatePart[];
  /** The parts that become a sine and a cosine, so that December lies beside January; default none. */
  readonly cyclical?: readonly CyclicalPart[];
  /** Which date `03/04/2024` is: none (`'iso'`, the default), the 4th of March (`'us'`) or the 3rd of April (`'european'`). */
  readonly order?: DateOrder;
}

/**
 * Adds what a date is made of as columns: `sold_year`, `sold_weekday`, `sold_month_sin`.
 *
 * Weekdays are 0 (Monday) … 6, weeks those of ISO 8601, `timeOfDay` is a share of the day, what begins with `is` is 0 or 1. A cyclical
 * part is sin and cos of 2π times its way through the period: (month − 1) / 12, (day − 1) / the month's days. Number columns are taken
 * for seconds since 1970. A missing date, and outside the training rows what is no date, has missing parts; a training cell that is no
 * date is an error.
 *
 * @example
 * dateParts(named('sold'), { parts: ['year', 'week'], cyclical: ['month', 'weekday'] });
 */
export function dateParts(select: Selector, options: DatePartsOptions = {}): Transformer {
  const { parts = ['year', 'month', 'day', 'weekday', 'isWeekend'], cyclical = [], order = 'iso' } = options;
  const kind = 'dateParts';
  const names = Object.keys(known);
  for (const part of parts) checkChoice(kind, 'parts', part, names);
  for (const part of cyclical) checkChoice(kind, 'cyclical', part, Object.keys(turns));
  checkChoice(kind, 'order', order, dateOrders);
  const spec = { kind, select: select.spec, parts: [...parts], cyclical: [...cyclical], order };
  return addingStep(spec, (train) => {
    const dates = selectColumns(train, select, kind);
    for (const column of dates) checkTimes(kind, column, order);
    return (table) =>
      dates.flatMap(({ name }) => {
        const instants = Array.from(timesOf(sameColumn(kind, table, name), order), (time) =>
          Number.isFinite(time) ? instantOf(time) : undefined,
        );
        const turn = (part: CyclicalPart, at: Instant): number => 2 * Math.PI * turns[part](at);
        return [
          ...parts.map((part) => columnOf(`${name}_${part}`, instants, known[part])),
          ...cyclical.flatMap((part) => [
            columnOf(`${name}_${part}_sin`, instants, (at) => sin(turn(part, at))),
            columnOf(`${name}_${part}_cos`, instants, (at) => cos(turn(part, at))),
          ]),
        ];
      });
  });
}

function columnOf(
  name: string,
  instants: readonly (Instant | undefined)[],
  value: (at: Instant) => number,
): NumberColumn {
  return numberColumn(
    name,
    Float64Array.from(instants, (at) => (at === undefined ? Number.NaN : value(at))),
  );
}
