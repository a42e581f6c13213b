import { describe, expect, test } from 'vitest';
import { numberOf, tensor, zeros } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { multiclassHinge } from './multiclass-hinge.ts';

describeLoss(multiclassHinge(), { target: 'class', golden: recorded.multiclassHinge });

describe('over all wrong classes', () => {
  describeLoss(multiclassHinge({ delta: 1.25, over: 'all' }), {
    target: 'class',
    golden: recorded['multiclassHingeOfAllDelta1.25'],
  });
});

test('a class index is a row with a single 1', () => {
  const logits = tensor([[0.2, -1, 3]]);
  const of = (target: number[] | number[][]) =>
    numberOf(computed(multiclassHinge().apply(logits, tensor(target))));
  expect(of([0])).toBe(of([[1, 0, 0]]));
  expect(of([0])).toBeCloseTo(3.8, 15);
});

test('what cannot be is refused', () => {
  expect(() => multiclassHinge({ delta: 0 })).toThrow(
    'multiclassHinge: expected delta to be a number above 0, got 0',
  );
  // @ts-expect-error there is no such choice
  expect(() => multiclassHinge({ over: 'wrost' })).toThrow(
    'multiclassHinge: expected over to be worst or all, got "wrost" — did you mean "worst"?',
  );
  expect(() => multiclassHinge().apply(zeros([1, 1]), tensor([0]))).toThrow(
    'multiclassHinge: expected a prediction of at least 2 classes a row, got [1, 1] — give the last layer one unit a class, or use hinge()',
  );
  expect(() => multiclassHinge().apply(zeros([1, 3]), tensor([3]))).toThrow(
    'multiclassHinge > oneHot: expected whole codes from 0 to 2, got 3',
  );
});
