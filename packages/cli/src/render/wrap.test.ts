import { expect, test } from 'vitest';
import { wrap, wrapped } from './wrap.ts';

test('lines break between words', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('a word that is too long stands alone', () => {
  expect(wrap('a incomprehensibilities b', 5)).toEqual(['a', 'incomprehensibilities', 'b']);
});

test('further lines are set in, and without a terminal a line is as long as it is', () => {
  const text = '  by folds: the first of them is better';
  expect(wrapped(text, 24, 4)).toBe('  by folds: the first\n    of them is better');
  expect(wrapped(text, undefined, 4)).toBe(text);
});
