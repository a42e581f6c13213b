import { describe, expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { focal } from './focal.ts';

describeLoss(focal(), { target: 'class', golden: recorded.focal });

describe('with a gamma of 0, the cross-entropy', () => {
  describeLoss(focal({ gamma: 0 }), { target: 'class', golden: recorded.focalGamma0 });
});

describe('with a gamma below 1', () => {
  describeLoss(focal({ gamma: 0.5 }), { target: 'class', golden: recorded['focalGamma0.5'] });
});

test('a class that is sure has a slope of 0, whatever the power', () => {
  for (const gamma of [0.1, 0.5, 1, 2]) {
    const { gradient } = valueAndGradient(
      (z) => focal({ gamma }).apply(z, tensor([0])),
      tensor([[1e3, 0, 0]]),
    );
    expect([...gradient.data].map(Math.abs)).toEqual([0, 0, 0]);
  }
});

test('a gamma below 0 is refused', () => {
  expect(() => focal({ gamma: -0.5 })).toThrow(
    'focal: expected gamma to be a number of at least 0, got -0.5',
  );
});
