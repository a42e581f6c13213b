import { describe, expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import * as ops from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { constantWeights } from '../initializers/constant-weights.ts';
import { embedding } from './embedding.ts';
import { evaluation } from '../evaluation.ts';

const codes = {
  draw: (random: { below(bound: number): number }) => random.below(6) - 1,
  differentiable: false,
};

describeLayer(embedding({ levels: 5, dimension: 3 }), { input: [2], ...codes });

describe('of a single code a row', () => {
  describeLayer(embedding({ levels: 5, dimension: 2 }), { input: [], ...codes });
});

describe('of columns with codes of their own', () => {
  describeLayer(embedding({ levels: [5, 7], dimension: 2 }), { input: [2], refuses: [[], [3]], ...codes });
});

const moment = evaluation;
const table = tensor([
  [0, 0],
  [1, 10],
  [2, 20],
  [3, 30],
]);

test('looks up the row of a code, and row 0 for a negative one', () => {
  const output = embedding({ levels: 3, dimension: 2 }).apply(
    { table },
    tensor([
      [0, 2],
      [-1, 1],
      [-9, 0],
    ]),
    moment,
  );
  expect(output).toEqual(
    tensor([
      [
        [1, 10],
        [3, 30],
      ],
      [
        [0, 0],
        [2, 20],
      ],
      [
        [0, 0],
        [1, 10],
      ],
    ]),
  );
});

test('a list of levels gives each column a part of the table', () => {
  const layer = embedding({ levels: [1, 1], dimension: 2 });
  expect(
    layer.apply(
      { table },
      tensor([
        [0, 0],
        [-1, -1],
      ]),
      moment,
    ),
  ).toEqual(
    tensor([
      [
        [1, 10],
        [3, 30],
      ],
      [
        [0, 0],
        [2, 20],
      ],
    ]),
  );
});

test('starts the rows of the unknown as zeros and the others as asked', () => {
  expect(sevens(2)).toEqual(tensor([[0], [7], [7]]));
  expect(sevens([1, 2])).toEqual(tensor([[0], [7], [0], [7], [7]]));
});

function sevens(levels: number | readonly number[]): Tensor {
  return embedding({ levels, dimension: 1, tableInit: constantWeights(7) }).init([2], rng(1)).table;
}

test('only the rows that were looked up get a gradient, once for each time', () => {
  const layer = embedding({ levels: 3, dimension: 2 });
  const x = tensor([[2], [0], [2]]);
  const { gradient } = valueAndGradient((weights) => ops.sum(layer.apply(weights, x, moment)), { table });
  expect(gradient.table).toEqual(
    tensor([
      [0, 0],
      [1, 1],
      [0, 0],
      [2, 2],
    ]),
  );
});

test('a code past the levels, and one that is no integer, are refused with the next step', () => {
  const layer = embedding({ levels: [3, 2], dimension: 1 });
  const weights = layer.init([2], rng(1));
  const apply = (row: readonly number[]) => () => layer.apply(weights, tensor([row]), moment);
  expect(apply([3, 0])).toThrow(
    'embedding: expected integer codes below 3 in column 0, or negative ones for the unknown, got 3 — raise levels to at least 4',
  );
  expect(apply([0, 2])).toThrow('below 2 in column 1');
  expect(apply([0.5, 0])).toThrow('got 0.5 — encode the column by ordinal codes first');
  expect(apply([NaN, 0])).toThrow('got NaN');
});

test('a code past the levels is refused too where it is traced', () => {
  const layer = embedding({ levels: [2, 2], dimension: 1 });
  const weights = layer.init([2], rng(1));
  // Column 0 has the codes 0 and 1; a 2 must not read the first row of column 1.
  const traced = () => valueAndGradient((x) => ops.sum(layer.apply(weights, x, moment)), tensor([[2, 0]]));
  expect(traced).toThrow(FoldwiseError);
});

test('options that make no sense are refused', () => {
  expect(() => embedding({ levels: 0, dimension: 2 })).toThrow(
    'embedding: expected levels to be an integer of at least 1, got 0',
  );
  expect(() => embedding({ levels: [], dimension: 2 })).toThrow(
    'embedding: expected levels to have a number for each column',
  );
  expect(() => embedding({ levels: 2, dimension: 0 })).toThrow(
    'embedding: expected dimension to be an integer',
  );
});
