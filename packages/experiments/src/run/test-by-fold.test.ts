import type { Tensor } from '@foldwise/core';
import { expect, test } from 'vitest';
import { foldsOfTest, testByFold } from './test-by-fold.ts';

const counting = (rows: number, outputs: number, first: number): Tensor => ({
  shape: [rows, outputs],
  data: Float64Array.from({ length: rows * outputs }, (_, i) => first + i),
});

test('keeps all of a few rows, fold by fold', () => {
  const tests = [counting(7, 3, 0), counting(7, 3, 100)];
  const kept = testByFold(tests);
  expect(kept.shape).toEqual([2, 7, 3]);
  expect(foldsOfTest(kept)).toEqual(tests);
});

test('keeps a thousand of many, evenly spread and the same ones of each fold', () => {
  const [first, second] = foldsOfTest(testByFold([counting(2500, 2, 0), counting(2500, 2, 9000)]));
  expect(first!.shape).toEqual([1000, 2]);
  expect([...first!.data.subarray(0, 6)]).toEqual([0, 1, 4, 5, 10, 11]);
  expect(first!.data.at(-1)).toBe(2 * 2497 + 1);
  expect(second!.data).toEqual(first!.data.map((value) => value + 9000));
});
