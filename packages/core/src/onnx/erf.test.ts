import { expect, test } from 'vitest';
import { tensor } from '../tensor/make.ts';
import { describePrimitive } from '../testing/describe-primitive.ts';
import { computed } from '../testing/computed.ts';
import { erf } from './erf.ts';

describePrimitive('erf', (x) => erf(x), [[[5]], [[2, 3]]]);

test('has the values of Abramowitz & Stegun, table 7.1', () => {
  const { data } = computed(erf(tensor([0, 0.5, 1, -2])));
  [0, 0.5204998778, 0.8427007929, -0.995322265].forEach((y, i) => expect(data[i]).toBeCloseTo(y, 9));
});
