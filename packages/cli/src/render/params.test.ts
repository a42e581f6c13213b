import { expect, test } from 'vitest';
import { formatParam, formatParams } from './params.ts';

test.each([
  [64, '64'],
  [0.00217912, '0.002179'],
  ['relu', 'relu'],
  [true, 'true'],
  [{ kind: 'adam', beta: 0.9 }, 'adam(beta=0.9)'],
  [{ kind: 'sgd' }, 'sgd'],
  [[16, 8], '[16,8]'],
  [undefined, '–'],
])('%j is written %s', (value, text) => {
  expect(formatParam(value)).toBe(text);
});

test('parameters stand on one line', () => {
  expect(formatParams({ units: 64, activation: 'relu' })).toBe('units=64 activation=relu');
});
