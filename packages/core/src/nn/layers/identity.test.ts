import { expect, test } from 'vitest';
import { randomKey } from '../../random/random-key.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { identity } from './identity.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(identity(), { input: [3] });

test('hands on what it got', () => {
  const x = tensor([[1, 2]]);
  expect(identity().apply([], x, { ...evaluation, training: true, random: randomKey(0) })).toBe(x);
});
