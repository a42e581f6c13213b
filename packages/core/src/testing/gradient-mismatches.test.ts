import { expect, test } from 'vitest';
import { add, multiply, sum } from '../autodiff/ops/index.ts';
import { primitive } from '../autodiff/primitive.ts';
import { statistic, tensor } from '../tensor/make.ts';
import { gradientMismatches } from './gradient-mismatches.ts';

const wrongSquare = primitive<null>({
  name: 'wrongSquare',
  shape: ([x]) => x!,
  forward: ([x]) => ({ shape: x!.shape, data: x!.data.map((number) => number * number) }),
  backward: (gradient, [x]) => [() => multiply(gradient, x!)],
});

test('a wrong derivative is told, leaf by leaf and number by number', () => {
  const weights = { a: tensor([1, 2]), b: tensor([0, 3]) };
  const told = gradientMismatches((at) => sum(add(multiply(at.a, at.a), wrongSquare(null, at.b))), weights);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^b\[1\]: 3 where differences show (6|5\.9)/);
});

test('a right one is not, and a statistic is held still', () => {
  const weights = { a: tensor([1, 2]), seen: statistic(tensor([5, 6])) };
  expect(gradientMismatches((at) => sum(multiply(multiply(at.a, at.a), at.seen)), weights)).toEqual([]);
});
