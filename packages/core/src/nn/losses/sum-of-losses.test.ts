import { describe, expect, test } from 'vitest';
import { numberOf, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import { crossEntropy } from './cross-entropy.ts';
import { squaredError } from './squared-error.ts';
import { sumOfLosses } from './sum-of-losses.ts';

describe('of one head', () => {
  describeLoss(sumOfLosses([{ loss: crossEntropy(), outputs: 3, weight: 0.5 }]), { target: 'class' });
});

test('gives each loss the columns of its head, and counts it by its weight', () => {
  const prediction = [
    [0.2, -1, 3, 7, 1],
    [1, 2, 0, -2, 4],
  ];
  const target = [
    [2, 5, 0],
    [1, 1, 1],
  ];
  const take = (rows: number[][], from: number, to: number) => tensor(rows.map((row) => row.slice(from, to)));
  const weights = tensor([1, 2]);
  const loss = sumOfLosses([
    { loss: crossEntropy(), outputs: 3 },
    { loss: squaredError(), outputs: 2, targets: 2, weight: 0.1 },
  ]);
  const wanted =
    numberOf(computed(crossEntropy().apply(take(prediction, 0, 3), tensor([2, 1]), weights))) +
    0.1 * numberOf(computed(squaredError().apply(take(prediction, 3, 5), take(target, 1, 3), weights)));
  expect(numberOf(computed(loss.apply(tensor(prediction), tensor(target), weights)))).toBeCloseTo(wanted, 14);
});

test('columns that are not those of the heads are refused', () => {
  const loss = sumOfLosses([
    { loss: crossEntropy(), outputs: 3 },
    { loss: squaredError(), outputs: 1 },
  ]);
  expect(() => loss.apply(tensor([[1, 2, 3]]), tensor([[0, 1]]))).toThrow(
    'sumOfLosses: expected a prediction of 4 columns, those of all heads, got [1, 3]',
  );
  expect(() => loss.apply(tensor([[1, 2, 3, 4]]), tensor([0]))).toThrow(
    'sumOfLosses: expected a target of shape [1, 2], the columns of all heads, got [1]',
  );
  expect(() => loss.apply(tensor([[1, 2, 3, 4]]), tensor([[7, 1]]))).toThrow(
    'sumOfLosses[0] > crossEntropy > oneHot: expected whole codes',
  );
  expect(() => sumOfLosses([])).toThrow('sumOfLosses: expected a list of at least one head');
  expect(() => sumOfLosses([{ loss: squaredError(), outputs: 0 }])).toThrow('sumOfLosses: expected outputs');
});
