import { expect, test } from 'vitest';
import { isOfNumbers, showColumn, showFigure } from './show-figure.ts';

test('a figure has so many digits, and no idle zeros', () => {
  expect(showFigure(0.9933071490757153, 9)).toBe('0.993307149');
  expect(showFigure(0.5, 9)).toBe('0.5');
  expect(showFigure(-0, 9)).toBe('0');
  expect(showFigure(3.510187782978859e-5, 9)).toBe('0.0000351018778');
  expect(showFigure(2.5e-9, 9)).toBe('2.5e-9');
  expect(showFigure(123456789012, 9)).toBe('123456789012');
  expect(showFigure('none', 9)).toBe('none');
});

test('the points of a column stand below one another', () => {
  expect(showColumn([5, 0.25, -12.5], 7)).toEqual(['5.00', '0.25', '-12.50']);
  expect(showColumn([1, 2], 7)).toEqual(['1', '2']);
  expect(showColumn([4.631782999, 0.08859041649], 7)).toEqual(['4.63178300', '0.08859042']);
  expect(showColumn([123456.789, 0.001234567], 7)).toEqual(['123456.789', '0.001']);
  expect(showColumn([1.5, '–', 2], 7)).toEqual(['1.5', '–', '2.0']);
});

test('a column with a number that needs an exponent is left as it is', () => {
  expect(showColumn([1.5, 2e-9], 7)).toEqual(['1.5', '2e-9']);
});

test('a column of numbers may have blanks', () => {
  expect(isOfNumbers([1, '', 2.5])).toBe(true);
  expect(isOfNumbers([1, 'none'])).toBe(false);
  expect(isOfNumbers(['', ''])).toBe(false);
});
