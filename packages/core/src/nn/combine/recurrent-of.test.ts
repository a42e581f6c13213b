import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { describeNetwork } from '../describe-network.ts';
import { evaluation } from '../evaluation.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { recurrent } from '../layers/recurrent.ts';
import { recurrentOf } from './recurrent-of.ts';
import { sequential } from './sequential.ts';

const plain = recurrentOf({ input: dense({ units: 2 }), hidden: dense({ units: 2, bias: false }) });
describeLayer(plain, { input: [3, 2], refuses: [[], [3], [0, 2]] });
describe('of images, backwards', () => {
  const conv = conv2d({ filters: 2, kernelSize: [1, 2], padding: 'same' });
  const film = recurrentOf({
    input: conv,
    hidden: conv,
    activation: 'silu',
    sequences: true,
    backwards: true,
  });
  describeLayer(film, { input: [3, 2, 2, 1], refuses: [[3, 2, 2]] });
});
describe('with dropout of the state', () => {
  const hidden = sequential(dropout(0.4), dense({ units: 3 }));
  describeLayer(recurrentOf({ input: dense({ units: 3 }), hidden }), { input: [2, 2] });
});

test('of dense layers it is the simple recurrent layer', () => {
  const { kernel, recurrent: own, bias } = recurrent({ units: 2 }).init([3, 2], rng(1));
  const x = lcg(1).tensor([2, 3, 2], 0, 1);
  const weights = { input: { kernel, bias }, hidden: { kernel: own } };
  const [got, wanted] = [
    computed(plain.apply(weights, x, evaluation)),
    computed(recurrent({ units: 2 }).apply({ kernel, recurrent: own, bias }, x, evaluation)),
  ];
  got.data.forEach((number, i) => expect(number).toBeCloseTo(wanted.data[i]!, 14));
  expect(describeNetwork(plain, [3, 2]).map(({ path }) => path)).toEqual(['', 'input', 'hidden']);
});

test('layers that do not fit together are refused', () => {
  const odd = recurrentOf({ input: dense({ units: 2 }), hidden: dense({ units: 3 }) });
  expect(() => odd.outputShape([4, 1])).toThrow(
    'recurrentOf: expected hidden to give the state that input gives, [2], got [3]',
  );
  // @ts-expect-error: no layer
  expect(() => recurrentOf({ input: dense({ units: 2 }), hidden: 3 })).toThrow(
    'recurrentOf: expected a layer at position 1, got a value of type number',
  );
});
