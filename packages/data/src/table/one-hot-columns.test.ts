import { expect, test } from 'vitest';
import { oneHotColumns, oneHotPlace } from './one-hot-columns.ts';

const source = { codes: Int32Array.of(0, -1, 2, 1, 0), columnOf: Int32Array.of(1, -1, 0), missing: 2 };

test('a row is 1 in the column of its code, or in that of missing cells, or in none', () => {
  const columns = oneHotColumns(['a', 'b', 'c'], source);
  expect(columns).toEqual([
    { kind: 'number', name: 'a', length: 5, values: Uint8Array.of(0, 0, 1, 0, 0) },
    { kind: 'number', name: 'b', length: 5, values: Uint8Array.of(1, 0, 0, 0, 1) },
    { kind: 'number', name: 'c', length: 5, values: Uint8Array.of(0, 1, 0, 0, 0) },
  ]);
});

test('values are made once', () => {
  const [first] = oneHotColumns(['a', 'b', 'c'], source);
  expect(first!.values).toBe(first!.values);
});

test('a copy has values of its own and no place, so that others can be put there', () => {
  const [, second] = oneHotColumns(['a', 'b', 'c'], source);
  expect(oneHotPlace(second!)).toEqual({ source, column: 1 });
  const copy = { ...second!, name: 'd' };
  expect(Object.getOwnPropertyDescriptor(copy, 'values')).toHaveProperty('value', second!.values);
  expect(oneHotPlace(copy)).toBeUndefined();
});

test('what is sent to a thread has its values', () => {
  const [first] = oneHotColumns(['a', 'b', 'c'], source);
  expect(structuredClone(first)).toEqual({ ...first });
});
