import { describe, expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import { zeros, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { crossEntropy } from './cross-entropy.ts';

describeLoss(crossEntropy(), { target: 'class', golden: recorded.losses.crossEntropy });

describe('with label smoothing', () => {
  describeLoss(crossEntropy({ labelSmoothing: 0.1 }), {
    target: 'class',
    golden: recorded.losses['crossEntropySmoothing0.1'],
  });
});

const valueOf = (loss: ReturnType<typeof crossEntropy>, logits: number[][], target: number[] | number[][]) =>
  computed(loss.apply(tensor(logits), tensor(target))).data[0]!;

test('a class index is a row with a single 1', () => {
  const logits = [[0.2, -1, 3]];
  expect(valueOf(crossEntropy(), logits, [2])).toBe(valueOf(crossEntropy(), logits, [[0, 0, 1]]));
});

test('is at its least, the entropy of the truth, where the softmax is the truth', () => {
  const truth = [0.7, 0.2, 0.1];
  const entropy = 0.8018185525433373; // −Σ p·log p
  const logits = tensor([truth.map(Math.log)]);
  const { value, gradient } = valueAndGradient((z) => crossEntropy().apply(z, tensor([truth])), logits);
  expect(computed(value).data[0]).toBeCloseTo(entropy, 14);
  expect(Math.max(...gradient.data.map(Math.abs))).toBeLessThan(1e-15);
});

test('with smoothing a network is not pushed to be ever surer', () => {
  const { gradient } = valueAndGradient(
    (z) => crossEntropy({ labelSmoothing: 0.3 }).apply(z, tensor([0])),
    tensor([[50, 0, 0]]),
  );
  expect(gradient.data[0]).toBeGreaterThan(0);
});

test('targets that name no class are refused by name', () => {
  expect(() => crossEntropy().apply(zeros([1, 3]), tensor([3]))).toThrow(
    'crossEntropy > oneHot: expected whole codes from 0 to 2, got 3',
  );
  expect(() => crossEntropy().apply(zeros([1, 1]), tensor([0]))).toThrow(
    'crossEntropy: expected a prediction of at least 2 classes a row, got [1, 1] — give the last layer one unit a class, or use binaryCrossEntropy()',
  );
  expect(() => crossEntropy().apply(zeros([2, 3]), zeros([2, 4]))).toThrow(
    'crossEntropy: expected class indices [2] or probabilities [2, 3], got [2, 4]',
  );
});
