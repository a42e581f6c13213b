import { describe, expect, test } from 'vitest';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { tweedieDeviance } from './tweedie-deviance.ts';

describeLoss(tweedieDeviance(), { target: 'positive', golden: recorded['tweedieDeviance1.5'] });

describe('with another power', () => {
  describeLoss(tweedieDeviance({ power: 1.2 }), {
    target: 'positive',
    golden: recorded['tweedieDeviance1.2'],
  });
});

test('a power that is not between 1 and 2 is refused', () => {
  for (const power of [1, 2, 0, NaN]) {
    expect(() => tweedieDeviance({ power })).toThrow(
      `tweedieDeviance: expected power to be a number between 1 and 2, got ${power} — for 1 use poissonDeviance(), for 2 gammaDeviance()`,
    );
  }
});
