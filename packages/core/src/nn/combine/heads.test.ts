import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { describeNetwork } from '../describe-network.ts';
import { evaluation } from '../evaluation.ts';
import { dense } from '../layers/dense.ts';
import { heads } from './heads.ts';

const layer = heads({ price: dense({ units: 1, bias: false }), kind: dense({ units: 2, bias: false }) });

describeLayer(layer, { input: [3], refuses: [[]] });

test('puts the outputs side by side in the order of the heads, the weights under their names', () => {
  const weights = {
    price: { kernel: tensor([[1], [2]]) },
    kind: {
      kernel: tensor([
        [1, 0],
        [0, -1],
      ]),
    },
  };
  expect(layer.apply(weights, tensor([[3, 4]]), evaluation)).toEqual(tensor([[11, 3, -4]]));
  expect(Object.keys(layer.init([2], rng(1)))).toEqual(['price', 'kind']);
  expect(describeNetwork(layer, [2]).map(({ path }) => path)).toEqual(['', 'price', 'kind']);
});

test('names that are no names are refused', () => {
  expect(() => heads({})).toThrow('heads: expected at least one head, got none');
  for (const name of ['0', 'a/b', '']) {
    expect(() => heads({ [name]: dense({ units: 1 }) })).toThrow(
      `heads: expected names of heads, got "${name}"`,
    );
  }
});
