import { describe, expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { absoluteError } from './absolute-error.ts';
import { huber } from './huber.ts';

describeLoss(huber(), { target: 'number', golden: recorded.losses.huber });

describe('with another delta', () => {
  describeLoss(huber({ delta: 1.5 }), { target: 'number', golden: recorded.losses['huberDelta1.5'] });
});

test('nears delta times the absolute error as delta shrinks', () => {
  const [prediction, target] = [tensor([[1], [-4]]), tensor([3, 2])];
  const delta = 1e-6;
  const scaled = huber({ delta }).apply(prediction, target);
  const absolute = absoluteError().apply(prediction, target);
  expect('data' in scaled && scaled.data[0]! / delta).toBeCloseTo(
    'data' in absolute ? absolute.data[0]! : NaN,
    5,
  );
});

test('a delta that is not above 0 is refused', () => {
  for (const delta of [0, -1, NaN]) {
    expect(() => huber({ delta })).toThrow(`huber: expected delta to be a number above 0, got ${delta}`);
  }
});
