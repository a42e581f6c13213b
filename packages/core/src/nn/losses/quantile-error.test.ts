import { describe, expect, test } from 'vitest';
import { tensor, zeros } from '../../tensor/make.ts';
import { describeLoss } from '../../testing/describe-loss.ts';
import recorded from '../fixtures/losses.json' with { type: 'json' };
import { quantileError } from './quantile-error.ts';

describeLoss(quantileError({ quantiles: [0.9] }), {
  target: 'number',
  golden: recorded['quantileError0.9'],
});

describe('of three quantiles', () => {
  describeLoss(quantileError({ quantiles: [0.1, 0.5, 0.9] }), {
    target: 'number',
    outputs: 3,
    golden: recorded.quantileErrorOfThree,
  });
});

test('several quantiles need a column each, and one target', () => {
  const loss = quantileError({ quantiles: [0.25, 0.75] });
  expect(() => loss.apply(zeros([2, 3]), tensor([1, 2]))).toThrow(
    'quantileError: expected a prediction of 2 columns, one a quantile, got [2, 3] — give the last layer 2 units',
  );
  expect(() => loss.apply(zeros([2, 2]), zeros([2, 2]))).toThrow(
    'quantileError: expected a target of shape [2] or [2, 1], got [2, 2]',
  );
});

test('what is no quantile is refused', () => {
  for (const quantiles of [[], [0], [0.5, 1], [NaN]]) {
    expect(() => quantileError({ quantiles })).toThrow(
      `quantileError: expected quantiles to be a list of numbers between 0 and 1, got [${quantiles.join(', ')}] — pass for example quantiles: [0.1, 0.5, 0.9]`,
    );
  }
});
