import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { constantWeights } from '../initializers/constant-weights.ts';
import { bias } from './bias.ts';

describeLayer(bias(), { input: [3], refuses: [[], [0]] });
describe('with places', () => {
  describeLayer(bias(), { input: [2, 3] });
});
describe('of each place', () => {
  describeLayer(bias({ shared: false, init: constantWeights(0.5) }), {
    input: [2, 3],
    refuses: [[], [0, 3]],
  });
});

test('is as large as what it is shared by says', () => {
  expect(bias().init([2, 3], rng(1)).bias.shape).toEqual([3]);
  expect(bias({ shared: false }).init([2, 3], rng(1)).bias.shape).toEqual([2, 3]);
});

test('options that make no sense are refused', () => {
  // @ts-expect-error: not a flag
  expect(() => bias({ shared: 1 })).toThrow('bias: expected shared to be true or false, got 1');
  // @ts-expect-error: not an initialiser
  expect(() => bias({ init: 0 })).toThrow('bias: expected init to be an initialiser');
});
