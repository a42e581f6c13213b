import { expect, it } from 'vitest';
import { executorFor } from '../../compiled/compiled-executor.ts';
import { computeBy } from '../../compiled/testing/compute.ts';
import { scalar, tensor } from '../../tensor/make.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { multiply, negate, subtract } from './arithmetic.ts';
import { binaryOp, unaryOp } from './elementwise.ts';
import { abs, add, divide, square } from './index.ts';

/** The examples of the doc comments, as a user writes them. */
const softsign = unaryOp({
  name: 'softsign',
  rule: (x) => x / (1 + Math.abs(x)),
  backward: (gradient, x) => divide(gradient, square(add(abs(x), 1))),
  vector: (e, x) => e.divide(x, e.add(e.abs(x), 1)),
});
const squaredDistance = binaryOp({
  name: 'squaredDistance',
  rule: (a, b) => (a - b) ** 2,
  backward: (gradient, a, b) => {
    const slope = multiply(gradient, multiply(subtract(a, b), 2));
    return [() => slope, () => negate(slope)];
  },
  vector: (e, a, b) => e.multiply(e.subtract(a, b), e.subtract(a, b)),
});

describePrimitive('softsign', softsign, [[[3, 5]], [[1]], [[]]]);
describePrimitive('squaredDistance', squaredDistance, [
  [[3, 5], [5]],
  [
    [7, 1],
    [1, 5],
  ],
  [[], [3]],
]);
describePrimitive(
  'softsign without an expression',
  unaryOp({
    name: 'softsign',
    rule: (x) => x / (1 + Math.abs(x)),
    backward: (gradient, x) => divide(gradient, square(add(abs(x), 1))),
  }),
  [[[3, 5]], [[1]], [[]]],
);

it('takes numbers for constants, and may be flat', () => {
  const isNegative = unaryOp({ name: 'isNegative', rule: (x) => (x < 0 ? 1 : 0) });
  expect(isNegative(-2)).toEqual(scalar(1));
  expect(squaredDistance(tensor([1, 2]), 4)).toEqual(tensor([9, 4]));
});

it('has a kernel where it brings an expression', () => {
  const notes: string[] = [];
  const executor = executorFor({ tier: 'plain', note: (message) => notes.push(message) });
  const { data } = computeBy(executor, (x) => softsign(negate(x)), [tensor([1, -3])]);
  expect([...data]).toEqual([-0.5, 0.75]);
  expect(notes).toEqual([]);
});
