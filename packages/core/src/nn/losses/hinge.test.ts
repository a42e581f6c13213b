import { describe, expect, test } from 'vitest';
import { numberOf, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { hinge } from './hinge.ts';

describeLoss(hinge(), { target: 'binary', golden: recorded.hinge });

describe('with another delta', () => {
  describeLoss(hinge({ delta: 0.3 }), { target: 'binary', golden: recorded['hingeDelta0.3'] });
});

test('a row that is right by the margin costs nothing', () => {
  const lossOf = (z: number, t: number) => numberOf(computed(hinge().apply(tensor([[z]]), tensor([t]))));
  expect([lossOf(1, 1), lossOf(7, 1), lossOf(-1, 0), lossOf(0, 1), lossOf(2, 0)]).toEqual([0, 0, 0, 1, 3]);
});

test('a delta that is not above 0 is refused', () => {
  for (const delta of [0, -1, NaN]) {
    expect(() => hinge({ delta })).toThrow(`hinge: expected delta to be a number above 0, got ${delta}`);
  }
});
