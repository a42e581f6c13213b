import { expect, test } from 'vitest';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { describeNetwork } from '../describe-network.ts';
import { evaluation } from '../evaluation.ts';
import { relu } from '../layers/activation.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { highway } from './highway.ts';
import { sequential } from './sequential.ts';

const layer = highway(sequential(dense({ units: 3 }), relu(), dropout(0.5)));
describeLayer(layer, { input: [3], refuses: [[], [0], [4]] });
describeLayer(highway(dense({ units: 3 }), { gateBias: 0 }), { input: [2, 3], refuses: [[2, 2]] });

test('lets through what its gate says', () => {
  const kernel = tensor([[0]]);
  const half = { gate: { kernel, bias: tensor([0]) }, layer: { kernel: tensor([[5]]), bias: tensor([1]) } };
  // f(2) = 11, and σ(0) of it is let through: (11 + 2) / 2.
  expect(computed(highway(dense({ units: 1 })).apply(half, tensor([[2]]), evaluation)).data[0]).toBe(6.5);
});

test('its gate is a part of it', () => {
  expect(describeNetwork(layer, [3]).map(({ path }) => path)).toEqual([
    '',
    'gate',
    'layer',
    'layer/0',
    'layer/1',
    'layer/2',
  ]);
});

test('a layer of another width is refused', () => {
  expect(() => highway(dense({ units: 2 })).outputShape([3])).toThrow(
    'highway: expected dense to give rows of the shape it takes, [3], got [2] — end it with a layer of as many units as it has inputs',
  );
  expect(() => highway(dense({ units: 2 }), { gateBias: NaN })).toThrow(
    'highway: expected gateBias to be a finite number, got NaN',
  );
});
