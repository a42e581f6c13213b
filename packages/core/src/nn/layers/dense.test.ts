import { describeLayer } from '../../testing/describe-layer.ts';
import { dense } from './dense.ts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { constantWeights } from '../initializers/constant-weights.ts';
import { heNormal } from '../initializers/he.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(dense({ units: 3 }), { input: [4], refuses: [[], [0]] });

describe('without a bias', () => {
  describeLayer(dense({ units: 2, bias: false }), { input: [5] });
});

describe('on the last of two axes', () => {
  describeLayer(dense({ units: 2 }), { input: [3, 4] });
});

const moment = evaluation;

test('is a weighted sum and a bias', () => {
  const weights = {
    kernel: tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]),
    bias: tensor([10, 20]),
  };
  const output = dense({ units: 2 }).apply(weights, tensor([[1, 0, 2]]), moment);
  expect(output).toEqual(tensor([[21, 34]]));
});

test('starts from the initialisers it was given, drawn apart from each other', () => {
  const { kernel, bias } = dense({ units: 2, kernelInit: heNormal(), biasInit: constantWeights(0.1) }).init(
    [3],
    rng(1),
  );
  expect(kernel).toEqual(heNormal().draw([3, 2], rng(1).split('kernel')));
  expect(bias).toEqual(tensor([0.1, 0.1]));
  expect(dense({ units: 2, bias: false }).init([3], rng(1))).toEqual({
    kernel: dense({ units: 2 }).init([3], rng(1)).kernel,
  });
});

test('units that are none are refused', () => {
  for (const units of [0, -3, 2.5, NaN]) {
    expect(() => dense({ units })).toThrow(
      `dense: expected units to be an integer of at least 1, got ${units}`,
    );
  }
});

test('its weights are typed', () => {
  expectTypeOf(dense({ units: 2 }).init([3], rng(1)).kernel).toEqualTypeOf<Tensor>();
});

describe('in the NTK parametrisation', () => {
  const ntk = dense({ units: 3, parametrisation: 'ntk' });
  describeLayer(ntk, { input: [4] });

  test('divides the product by the root of the inputs, and starts from weights of variance 1', () => {
    const weights = { kernel: tensor([[1], [2], [3], [4]]), bias: tensor([10]) };
    const output = dense({ units: 1, parametrisation: 'ntk' }).apply(weights, tensor([[1, 1, 1, 1]]), moment);
    expect(output).toEqual(tensor([[15]]));
    const { data } = dense({ units: 50, parametrisation: 'ntk' }).init([50], rng(1)).kernel;
    const variance = data.reduce((sum, w) => sum + w * w, 0) / data.length;
    // The standard error of a variance of n normal numbers is √(2/n) ≈ 0.028.
    expect(Math.abs(variance - 1)).toBeLessThan(0.1);
  });

  test('is told apart by its spec, and another name is refused', () => {
    expect(ntk.spec['parametrisation']).toBe('ntk');
    expect(dense({ units: 3 }).spec).not.toHaveProperty('parametrisation');
    expect(() => dense({ units: 3, parametrisation: 'ntp' as 'ntk' })).toThrow(
      'dense: expected parametrisation to be standard or ntk, got "ntp"',
    );
  });
});
