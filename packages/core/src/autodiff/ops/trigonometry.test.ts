import { expect, test } from 'vitest';
import { randomKey } from '../../random/random-key.ts';
import { scalar, tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describePrimitive } from '../../testing/describe-primitive.ts';
import { dropout } from './dropout.ts';
import { cos, sin } from './trigonometry.ts';

const shapes = [[[3, 5]], [[1]], [[]]];

describePrimitive('sin', sin, shapes);
describePrimitive('cos', cos, shapes);

test('are a quarter turn apart', () => {
  const sixth = tensor([Math.PI / 6, Math.PI / 3]);
  expect(computed(sin(sixth)).data[0]).toBeCloseTo(0.5, 15);
  expect(computed(cos(sixth)).data[1]).toBeCloseTo(0.5, 15);
});

describePrimitive(
  'dropout by a rate that is a value',
  (x, rate) => dropout(x, { rate, key: randomKey(3) }),
  [[[3, 5], scalar(0.4)]],
  {
    rejects: [
      [[3], scalar(1)],
      [[3], tensor([0.1, 0.2])],
    ],
  },
);
