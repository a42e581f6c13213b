import { describe, expect, test } from 'vitest';
import { numberOf, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import { gradientMismatches } from '../../testing/gradient-mismatches.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { binaryCrossEntropy } from './binary-cross-entropy.ts';

describeLoss(binaryCrossEntropy(), { target: 'binary', golden: recorded.losses.binaryCrossEntropy });

describe('with label smoothing', () => {
  describeLoss(binaryCrossEntropy({ labelSmoothing: 0.2 }), {
    target: 'binary',
    golden: recorded.losses['binaryCrossEntropySmoothing0.2'],
  });
});

test('a sure logit costs nothing where it is right and its size where it is wrong', () => {
  expect([lossOf(1e4, 1), lossOf(-1e4, 0), lossOf(1e4, 0), lossOf(-1e4, 1)]).toEqual([0, 0, 1e4, 1e4]);
});

function lossOf(logit: number, truth: number): number {
  return numberOf(computed(binaryCrossEntropy().apply(tensor([[logit]]), tensor([truth]))));
}

test('takes several yes-or-no outputs a row', () => {
  const [prediction, target] = [
    tensor([
      [0.3, -2],
      [1, 0],
    ]),
    tensor([
      [1, 0],
      [1, 1],
    ]),
  ];
  expect(gradientMismatches((p) => binaryCrossEntropy().apply(p, target), prediction)).toEqual([]);
});

test('a smoothing that leaves no truth is refused', () => {
  for (const labelSmoothing of [1, -0.1, NaN]) {
    expect(() => binaryCrossEntropy({ labelSmoothing })).toThrow(
      `binaryCrossEntropy: expected labelSmoothing to be a number of at least 0 and below 1, got ${labelSmoothing}`,
    );
  }
});
