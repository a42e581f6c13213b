import { calendarDay, daysInMonth, daysSince1970, isLeapYear } from '../../format/calendar.ts';

/** One instant, taken apart. */
export interface Instant {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 … 366. */
  readonly dayOfYear: number;
  /** 0 is Monday. */
  readonly weekday: number;
  /** Seconds since midnight. */
  readonly inDay: number;
}

export function instantOf(seconds: number): Instant {
  const days = Math.floor(seconds / 86400);
  const { year, month, day } = calendarDay(days);
  const dayOfYear = days - daysSince1970({ year, month: 1, day: 1 }) + 1;
  // 1970-01-01 was a Thursday.
  const weekday = (((days + 3) % 7) + 7) % 7;
  return { year, month, day, dayOfYear, weekday, inDay: seconds - days * 86400 };
}

/** The parts of a date that come back to where they began. */
export type CyclicalPart =
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'dayOfYear'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'timeOfDay';

/** What a date has. */
export type DatePart = CyclicalPart | 'year' | 'isWeekend' | 'isMonthStart' | 'isMonthEnd';

/** The number of each part. */
export const parts: Readonly<Record<DatePart, (at: Instant) => number>> = {
  year: (at) => at.year,
  quarter: (at) => Math.ceil(at.month / 3),
  month: (at) => at.month,
  week: isoWeek,
  day: (at) => at.day,
  dayOfYear: (at) => at.dayOfYear,
  weekday: (at) => at.weekday,
  hour: (at) => Math.floor(at.inDay / 3600),
  minute: (at) => Math.floor(at.inDay / 60) % 60,
  second: (at) => Math.floor(at.inDay) % 60,
  timeOfDay: (at) => at.inDay / 86400,
  isWeekend: (at) => Number(at.weekday >= 5),
  isMonthStart: (at) => Number(at.day === 1),
  isMonthEnd: (at) => Number(at.day === daysInMonth(at.year, at.month)),
};

/** How far each part is on its way round, from 0 to 1. */
export const turns: Readonly<Record<CyclicalPart, (at: Instant) => number>> = {
  quarter: (at) => (parts.quarter(at) - 1) / 4,
  month: (at) => (at.month - 1) / 12,
  week: (at) => (isoWeek(at) - 1) / 53,
  day: (at) => (at.day - 1) / daysInMonth(at.year, at.month),
  dayOfYear: (at) => (at.dayOfYear - 1) / (isLeapYear(at.year) ? 366 : 365),
  weekday: (at) => at.weekday / 7,
  hour: (at) => parts.hour(at) / 24,
  minute: (at) => parts.minute(at) / 60,
  second: (at) => parts.second(at) / 60,
  timeOfDay: parts.timeOfDay,
};

/** The week by ISO 8601: weeks begin on Monday, and the first one has the year's first Thursday. */
function isoWeek({ year, dayOfYear, weekday }: Instant): number {
  const week = Math.floor((dayOfYear - 1 - weekday + 10) / 7);
  if (week < 1) return weeksOf(year - 1);
  return week > weeksOf(year) ? 1 : week;
}

/** 53 for years that begin on a Thursday, or are leap years and end on a Friday. */
function weeksOf(year: number): number {
  const { weekday } = instantOf(daysSince1970({ year, month: 1, day: 1 }) * 86400);
  return weekday === 3 || (weekday === 2 && isLeapYear(year)) ? 53 : 52;
}
