import { describe, expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import { numberOf, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryFocal } from './binary-focal.ts';

describeLoss(binaryFocal(), { target: 'binary', golden: recorded.binaryFocal });

describe('with another alpha and gamma', () => {
  describeLoss(binaryFocal({ alpha: 0.6, gamma: 0.5 }), {
    target: 'binary',
    golden: recorded['binaryFocalAlpha0.6Gamma0.5'],
  });
});

test('without focus it is half the cross-entropy', () => {
  const [logits, target] = [tensor([[0.3], [-2]]), tensor([1, 1])];
  const plain = numberOf(computed(binaryCrossEntropy().apply(logits, target)));
  const flat = numberOf(computed(binaryFocal({ alpha: 0.5, gamma: 0 }).apply(logits, target)));
  expect(flat).toBeCloseTo(plain / 2, 15);
});

test('no logit is too large for it', () => {
  const { value, gradient } = valueAndGradient(
    (z) => binaryFocal().apply(z, tensor([1, 0])),
    tensor([[-1e4], [-1e4]]),
  );
  expect(numberOf(computed(value))).toBe((0.25 * 1e4) / 2);
  expect([...gradient.data]).toEqual([-0.125, 0]);
});

test('an alpha or gamma that cannot be is refused', () => {
  expect(() => binaryFocal({ alpha: 1.5 })).toThrow(
    'binaryFocal: expected alpha to be a number from 0 to 1, got 1.5',
  );
  expect(() => binaryFocal({ gamma: -1 })).toThrow(
    'binaryFocal: expected gamma to be a number of at least 0, got -1',
  );
});
