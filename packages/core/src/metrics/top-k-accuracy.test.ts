import { expect, test } from 'vitest';
import { describeMetric } from '../testing/describe-metric.ts';
import { topKAccuracy } from './top-k-accuracy.ts';

const from = 'scikit-learn 1.9.1';
const truth = [0, 1, 2, 3, 3, 2, 1, 0];
const prediction = [
  [0.119, 0.278, 0.58, 0.024],
  [0.028, 0.91, 0.017, 0.045],
  [0.135, 0.326, 0.16, 0.378],
  [0.256, 0.033, 0.37, 0.341],
  [0.312, 0.337, 0.199, 0.153],
  [0.2, 0.21, 0.243, 0.346],
  [0.277, 0.101, 0.156, 0.466],
  [0.019, 0.253, 0.558, 0.17],
];
const rows = (hit: number, miss: number) =>
  truth.map((label) => [0, 1, 2, 3].map((k) => (k === label ? hit : miss)));

[0.125, 0.375, 0.625].forEach((score, i) =>
  describeMetric(topKAccuracy(i + 1), {
    perfect: { truth, prediction: rows(0.7, 0.1), score: 1 },
    worst: { truth, prediction: rows(0.1, 0.3) },
    golden: [{ from, truth, prediction, score }],
  }),
);

test('of equal numbers the first counts as the largest', () => {
  const score = (label: number) =>
    topKAccuracy(2).score(
      { shape: [1], data: Float64Array.of(label) },
      { shape: [1, 3], data: Float64Array.of(0.3, 0.3, 0.3) },
    );
  expect([0, 1, 2].map(score)).toEqual([1, 1, 0]);
});

test('a k that counts nothing is refused', () => {
  expect(() => topKAccuracy(0)).toThrow('topKAccuracy: expected k to be a whole number of at least 1, got 0');
});
