import { expect, test } from 'vitest';
import { foldKey, randomKey, uniformAt } from '../../random/random-key.ts';
import { zeros } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { multiply } from './arithmetic.ts';
import { uniformLike } from './uniform.ts';

const key = foldKey(randomKey(5), 'uniform');

describePrimitive('uniformLike', (x) => multiply(x, uniformLike(x, key)), [[[3, 5]], [[]]]);

test('draws the numbers of the key, to 24 bits, whatever the value holds', () => {
  const { data } = computed(uniformLike({ shape: [7], data: new Float64Array(7).fill(NaN) }, key));
  data.forEach((number, i) => {
    expect(number).toBeLessThanOrEqual(uniformAt(key, i));
    expect(uniformAt(key, i) - number).toBeLessThan(2 ** -24);
    expect(Number.isInteger(number * 2 ** 24)).toBe(true);
  });
});

test('is uniform', () => {
  const { data } = computed(uniformLike(zeros([200, 300]), key));
  const moment = (power: number): number => data.reduce((sum, u) => sum + u ** power, 0) / data.length;
  // Means 1/2 and 1/3; variances 1/12 and 4/45 over 60,000 draws; five standard errors.
  expect(Math.abs(moment(1) - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / 60_000));
  expect(Math.abs(moment(2) - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / 60_000));
});
