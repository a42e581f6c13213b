import { expect, test } from 'vitest';
import { normalCdf } from './normal-cdf.ts';
import { normalQuantile } from './normal-quantile.ts';

// scipy.stats.norm.ppf, version 1.17.
const quantiles = [
  [0.5, 0],
  [0.075, -1.4395314709384563],
  [0.925, 1.4395314709384563],
  [0.3, -0.5244005127080409],
  [0.975, 1.959963984540054],
  [1e-5, -4.264890793922825],
  [1e-13, -7.348796102800677],
  [1e-300, -37.0470962993612],
  [0, -Infinity],
  [1, Infinity],
] as const;

test.for(quantiles)('the normal quantile of %d is %d', ([probability, quantile]) => {
  expect(normalQuantile(probability)).toBeCloseTo(quantile, 12);
});

test.for(quantiles)('a normal deviate is with probability %d below %d', ([probability, quantile]) => {
  expect(Math.abs(normalCdf(quantile) - probability)).toBeLessThan(2 ** -51);
});
