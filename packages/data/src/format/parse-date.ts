import { daysInMonth, daysSince1970 } from './calendar.ts';

/** How the day, month and year of a date follow each other where it does not begin with the year. */
export type DateOrder = 'iso' | 'us' | 'european';

const yearFirst = /^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})/;
const clock =
  /^(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * Seconds since 1970-01-01 00:00 of a date as text, with or without a time of day; `undefined` where it is none.
 *
 * Any order reads `2024-02-29`, `2024/2/29` and `20240229` (ISO); `'us'` reads `02/29/2024` as well, `'european'` `29.02.2024`.
 * Years of two digits are 1969 … 2068, as POSIX has it. A time of day is `13:45`, `13:45:10`, `13:45:10.25` or `1:45 PM`, after a space
 * or T. An offset (`Z`, `+02:00`) is taken off; without one the clock is taken as it is written. A day that the calendar lacks
 * (`2023-02-29`) is no date.
 */
export function parseDate(text: string, order: DateOrder = 'iso'): number | undefined {
  const trimmed = text.trim();
  const iso = yearFirst.exec(trimmed);
  if (iso) return secondsOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), trimmed.slice(iso[0].length));
  const other = order === 'iso' ? null : yearLast.exec(trimmed);
  if (!other) return undefined;
  const [first, second] = [Number(other[1]), Number(other[2])];
  const [month, day] = order === 'us' ? [first, second] : [second, first];
  return secondsOf(fullYear(other[3]!), month, day, trimmed.slice(other[0].length));
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 69 ? 2000 + year : 1900 + year;
}

function secondsOf(year: number, month: number, day: number, rest: string): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const inDay = secondsInDay(rest);
  return inDay === undefined ? undefined : daysSince1970({ year, month, day }) * 86400 + inDay;
}

/** The time of day in seconds, less the offset; 0 where there is none. */
function secondsInDay(text: string): number | undefined {
  if (text === '') return 0;
  const match = clock.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds = '0', fraction = '0', half, offset] = match;
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half);
  if (!(hour < 24) || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  return hour * 3600 + Number(minutes) * 60 + Number(`${seconds}.${fraction}`) - offsetOf(offset);
}

function hourOfHalf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Infinity;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetOf(offset: string | undefined): number {
  if (offset === undefined || /^(?:z|utc)$/i.test(offset)) return 0;
  const digits = offset.replace(':', '');
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3)) * 60;
  return offset.startsWith('-') ? -seconds : seconds;
}
