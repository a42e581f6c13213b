import { expect, test } from 'vitest';
import { calendarDay, daysInMonth } from './calendar.ts';
import { parseDate } from './parse-date.ts';
import type { DateOrder } from './parse-date.ts';

// What Date.UTC says of the same parts: an implementation of its own.
test.for<readonly [string, DateOrder, number]>([
  ['2024-02-29', 'iso', Date.UTC(2024, 1, 29)],
  ['2024/2/9', 'iso', Date.UTC(2024, 1, 9)],
  ['20240229', 'iso', Date.UTC(2024, 1, 29)],
  [' 1969-12-31 ', 'iso', Date.UTC(1969, 11, 31)],
  ['2024-02-29T13:45', 'iso', Date.UTC(2024, 1, 29, 13, 45)],
  ['2024-02-29 13:45:10.25', 'iso', Date.UTC(2024, 1, 29, 13, 45, 10, 250)],
  ['2024-02-29T13:45:10Z', 'iso', Date.UTC(2024, 1, 29, 13, 45, 10)],
  ['2024-02-29 01:00:00+02:00', 'iso', Date.UTC(2024, 1, 28, 23)],
  ['2024-02-29 23:00-0330', 'iso', Date.UTC(2024, 2, 1, 2, 30)],
  ['02/29/2024 1:45 PM', 'us', Date.UTC(2024, 1, 29, 13, 45)],
  ['02/29/2024 12:05 am', 'us', Date.UTC(2024, 1, 29, 0, 5)],
  ['2/9/24', 'us', Date.UTC(2024, 1, 9)],
  ['9.2.2024', 'european', Date.UTC(2024, 1, 9)],
  ['29/02/2024 07:00', 'european', Date.UTC(2024, 1, 29, 7)],
  ['29-02-69', 'european', Number.NaN],
  ['28-02-69', 'european', Date.UTC(1969, 1, 28)],
  ['2024-02-29', 'european', Date.UTC(2024, 1, 29)],
  ['2023-02-29', 'iso', Number.NaN],
  ['1900-02-29', 'iso', Number.NaN],
  ['2024-13-01', 'iso', Number.NaN],
  ['2024-04-31', 'iso', Number.NaN],
  ['02/29/2024', 'iso', Number.NaN],
  ['29/02/2024', 'us', Number.NaN],
  ['2024-02-29 24:00', 'iso', Number.NaN],
  ['2024-02-29 13:00 PM', 'iso', Number.NaN],
  ['2024-02-29 soon', 'iso', Number.NaN],
  ['', 'iso', Number.NaN],
  ['yesterday', 'iso', Number.NaN],
])('%s read as %s', ([text, order, milliseconds]) => {
  expect(parseDate(text, order) ?? Number.NaN).toBe(milliseconds / 1000);
});

test('every day of four hundred years has the number that Date gives it', () => {
  const wrong: string[] = [];
  for (let year = 1800; year < 2200; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= daysInMonth(year, month); day++) {
        const date = new Date(Date.UTC(year, month - 1, day));
        const text = date.toISOString().slice(0, 10);
        const seconds = parseDate(text);
        const back = calendarDay((seconds ?? Number.NaN) / 86400);
        const isBack = back.year === year && back.month === month && back.day === day;
        if (seconds !== date.getTime() / 1000 || date.getUTCDate() !== day || !isBack) wrong.push(text);
      }
    }
  }
  expect(wrong).toStrictEqual([]);
});
