import { expect, test } from 'vitest';
import { numberOf, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { poissonDeviance } from './poisson-deviance.ts';

describeLoss(poissonDeviance(), { target: 'positive', golden: recorded.poissonDeviance });

test('a negative count is no number, and so is its loss', () => {
  expect(numberOf(computed(poissonDeviance().apply(tensor([[0]]), tensor([-1]))))).toBeNaN();
});
