import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import { momentsOf } from './moments-of.ts';
import { standardizeBy } from './standardize-by.ts';

describeLayer(standardizeBy({ mean: 3, deviation: 2 }), { input: [3], refuses: [[]] });
describeLayer(standardizeBy({ mean: [1, 2, 3], deviation: [0.5, 2, 1] }), {
  input: [2, 3],
  refuses: [[], [2], [3, 2]],
});

const rows = tensor([
  [1, 10, 7],
  [3, 20, 7],
  [5, 60, 7],
]);

test('learns where features lie and how far they spread', () => {
  // 8/3 and 1400/3 are the means of the squared distances from 3 and 30.
  const { mean, deviation } = momentsOf(rows);
  expect(mean).toEqual([3, 30, 7]);
  expect(deviation).toEqual([Math.sqrt(8 / 3), Math.sqrt(1400 / 3), 1]);
  const { data } = computed(standardizeBy({ mean, deviation }).apply([], rows, evaluation));
  expect(data[3]).toBe(0);
  expect(data[1]! + data[4]! + data[7]!).toBeCloseTo(0, 14);
  expect([data[2], data[5], data[8]]).toEqual([0, 0, 0]);
});

test('moments that are none are refused', () => {
  expect(() => standardizeBy({ mean: NaN, deviation: 1 })).toThrow(
    'standardizeBy: expected mean to be a finite number, or a list of them',
  );
  expect(() => standardizeBy({ mean: 0, deviation: [1, 0] })).toThrow(
    'standardizeBy: expected deviations above 0',
  );
  expect(() => standardizeBy({ mean: [0, 0, 0], deviation: [1, 1] })).toThrow(
    'standardizeBy: expected as many deviations as means',
  );
  expect(() => momentsOf(tensor([1, 2]))).toThrow('momentsOf: expected rows [rows, features], got [2]');
  expect(() => momentsOf(tensor([[1, NaN]]))).toThrow(
    'momentsOf: expected finite numbers, got NaN in feature 1 — fill in what is missing first',
  );
});
