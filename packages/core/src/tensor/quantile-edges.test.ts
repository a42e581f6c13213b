import { expect, test } from 'vitest';
import { tensor } from './make.ts';
import { piecewiseLinearEmbedding } from '../nn/layers/piecewise-linear-embedding.ts';
import { quantileEdges } from './quantile-edges.ts';

test('are quantiles of each column, as numpy interpolates them', () => {
  const rows = tensor([
    [4, 7],
    [1, 7],
    [10, 7],
    [2, 0],
    [3, 7],
  ]);
  expect(quantileEdges(rows, 2)).toEqual([
    [1, 3, 10],
    [0, 7],
  ]);
  // numpy.quantile([1, 2, 3, 4, 10], [0, 1/3, 2/3, 1])
  quantileEdges(rows, 3)[0]!.forEach((edge, i) => {
    expect(edge).toBeCloseTo([1, 2.333333333333333, 3.666666666666666, 10][i]!, 14);
  });
});

test('a constant column gets one bin around its number, so that every table can be embedded', () => {
  const edges = quantileEdges(tensor([[3], [3]]));
  expect(edges).toEqual([[2.5, 3.5]]);
  expect(piecewiseLinearEmbedding({ edges }).outputShape([1])).toEqual([1, 16]);
});

test('what has no quantiles is refused', () => {
  expect(() => quantileEdges(tensor([1, 2]))).toThrow('quantileEdges: expected features [rows, features]');
  expect(() =>
    quantileEdges(
      tensor([
        [1, 2],
        [3, NaN],
      ]),
    ),
  ).toThrow(
    'quantileEdges: expected finite numbers, got NaN in row 1, column 1 — impute missing cells first',
  );
  expect(() => quantileEdges(tensor([[1]]), 0)).toThrow('quantileEdges: expected bins');
});
