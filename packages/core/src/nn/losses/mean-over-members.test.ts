import { expect, test } from 'vitest';
import { linear } from '../../optim/schedules.ts';
import { scalar, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import { crossEntropy } from './cross-entropy.ts';
import { meanOverMembers } from './mean-over-members.ts';
import { squaredError } from './squared-error.ts';

describeLoss(meanOverMembers(squaredError()), { target: 'number' });
describeLoss(meanOverMembers(crossEntropy()), { target: 'class' });

const logits = [
  [
    [0.2, -1, 3],
    [1, 1, 0],
  ],
  [
    [2, 0.5, 0],
    [-1, 0, 4],
  ],
  [
    [0, 0, 0],
    [5, 5, 1],
  ],
];

test('is the mean of what each member loses, with row weights and without', () => {
  const target = tensor([2, 0, 1]);
  for (const weights of [undefined, tensor([1, 0.5, 3])]) {
    const alone = [0, 1].map(
      (member) =>
        computed(crossEntropy().apply(tensor(logits.map((row) => row[member]!)), target, weights)).data[0]!,
    );
    const whole = computed(meanOverMembers(crossEntropy()).apply(tensor(logits), target, weights)).data[0];
    expect(whole).toBeCloseTo((alone[0]! + alone[1]!) / 2, 14);
  }
});

test('hands on targets of several columns and the clock', () => {
  const prediction = tensor([
    [
      [1, 2],
      [3, 4],
    ],
  ]);
  expect(meanOverMembers(squaredError()).apply(prediction, tensor([[1, 4]]))).toEqual(
    scalar((0 + 4 + 4 + 0) / 4),
  );
  const loss = meanOverMembers(crossEntropy({ labelSmoothing: linear({ start: 0.2 }) }));
  const clock = { at: () => scalar(0.2) };
  expect(loss.apply(tensor(logits), tensor([2, 0, 1]), undefined, clock).shape).toEqual([]);
});
