import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('lines break between words', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('a word that is too long stands alone', () => {
  expect(wrap('a incomprehensibilities b', 5)).toEqual(['a', 'incomprehensibilities', 'b']);
});
