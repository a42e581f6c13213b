import { expect, test } from 'vitest';
import { backward, multiply, scalar, sigmoid } from './engine.ts';
import { hingeCost, largest, measuredSlope, sigmoidOfParts } from './solutions.ts';
import { backward as backwardByHand, forward, start } from './two-by-two.ts';

test('exercise 1: the slope goes to the larger of two numbers', () => {
  const [a, b] = [scalar(3), scalar(5)];
  const end = multiply(largest(a, b), scalar(2));
  backward(end);
  expect([end.value, a.slope, b.slope]).toEqual([10, 0, 2]);
});

test('exercise 2: measured slopes are those of the way back', () => {
  backwardByHand(start, forward(start)).slopes.forEach((slope, i) =>
    expect(measuredSlope(i)).toBeCloseTo(slope, 9),
  );
});

test('exercise 3: a score of its own side beyond 1 costs nothing', () => {
  expect(
    hingeCost(
      [
        [2, 0],
        [0.5, 0],
        [-3, 0],
      ],
      [1, 1, 1],
      [1, 0, 0],
      0,
    ).costs,
  ).toEqual([0, 0.5, 4]);
});

test('exercise 3: the three points cost 1.815', () => {
  const { total } = hingeCost(
    [
      [1.2, 0.7],
      [-0.3, 0.5],
      [3, 2.5],
    ],
    [1, -1, 1],
    [0.1, 0.2, 0.3],
    0.1,
  );
  expect(total).toBeCloseTo(1.815, 12);
});

test('exercise 4: a sigmoid of parts has the value and the slope of the sigmoid', () => {
  const [x, y] = [scalar(0.7), scalar(0.7)];
  const [whole, ofParts] = [sigmoid(x), sigmoidOfParts(y)];
  backward(whole);
  backward(ofParts);
  expect(ofParts.value).toBeCloseTo(whole.value, 12);
  expect(y.slope).toBeCloseTo(x.slope, 12);
});
