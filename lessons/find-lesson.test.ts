import { expect, test } from 'vitest';
import { findLesson, findProgram, lessons } from './index.ts';

test('a lesson is found by its number, its name and its folder', () => {
  for (const wanted of ['1', 'a-neuron', '1-a-neuron', 'A-Neuron']) {
    expect(findLesson(lessons, wanted).number).toBe(1);
  }
});

test('a lesson or program that there is not is told with a guess', () => {
  expect(() => findLesson(lessons, 'a-neurn')).toThrow(
    'learn: expected a lesson, got "a-neurn" — did you mean "a-neuron"?',
  );
  expect(() => findProgram(findLesson(lessons, '1'), 'neurons')).toThrow(
    'learn: expected a program of lesson 1, got "neurons" — did you mean "neuron"?',
  );
});

test('lessons are numbered in their order', () => {
  expect(lessons.map(({ number }) => number)).toEqual(lessons.map((_, i) => i + 1));
});
