import { describe, expect, test } from 'vitest';
import { concat, square } from '../../autodiff/ops/index.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { elu, selu, softplus, veryLeakyRelu } from './activation.ts';
import { expression } from './expression.ts';
import { scaledTanh } from './scaled-tanh.ts';
import { softmax } from './softmax.ts';

describeLayer(softmax(), { input: [4], refuses: [[], [0]] });
describe('scaled', () => {
  describeLayer(scaledTanh(), { input: [4] });
});
describe('very leaky', () => {
  describeLayer(veryLeakyRelu(), { input: [4] });
});
describeLayer(
  expression({
    spec: { kind: 'withSquares' },
    outputShape: (input) => [...input.slice(0, -1), 2 * (input.at(-1) ?? 0)],
    apply: (x) => concat([x, square(x)], -1),
  }),
  { input: [3] },
);

// Lasagne 0.2.dev1 (5d3c63c), lasagne.nonlinearities, at these numbers.
const z = [-3, -1, -0.5, 0, 0.5, 1, 3];
test.each<[string, Layer, readonly number[]]>([
  ['elu', elu(), [-0.950212931632136, -0.6321205588285577, -0.3934693402873666, 0, 0.5, 1, 3]],
  [
    'selu',
    selu(),
    [
      -1.670568728767112, -1.111330737812563, -0.6917581878028713, 0, 0.5253504936777402, 1.05070098735548,
      3.152102962066441,
    ],
  ],
  [
    'softplus',
    softplus(),
    [
      0.04858735157374206, 0.3132616875182229, 0.4740769841801067, 0.6931471805599453, 0.9740769841801067,
      1.313261687518223, 3.048587351573742,
    ],
  ],
  [
    'softmax',
    softmax(),
    [
      0.001880407997691712, 0.01389444018382192, 0.02290805907553779, 0.03776900426829427, 0.0622705607103007,
      0.1026667979814964, 0.7586107297828573,
    ],
  ],
  [
    'ScaledTanH of LeCun',
    scaledTanh(),
    [
      -1.654174924652094, -0.9999972559224789, -0.5516837063305313, 0, 0.5516837063305313, 0.9999972559224789,
      1.654174924652094,
    ],
  ],
  ['very_leaky_rectify', veryLeakyRelu(), [-1, -1 / 3, -1 / 6, 0, 0.5, 1, 3]],
])('%s is that of Lasagne', (_, layer, wanted) => {
  const { data } = computed(layer.apply([], tensor([z]), evaluation));
  const far = data.map((y, i) => Math.abs(y - wanted[i]!));
  expect(Math.max(...far)).toBeLessThan(2e-15);
});

test('what is no function of rows is refused', () => {
  // @ts-expect-error: no spec
  expect(() => expression({ apply: square })).toThrow(
    'expression: expected an object with a spec and a function apply',
  );
  const wrong = expression({ spec: { kind: 'wrong' }, apply: (x) => concat([x, x], -1) });
  expect(() => wrong.apply([], tensor([[1, 2]]), evaluation)).toThrow(
    'expression: expected wrong to give [1, 2] as its outputShape says, got [1, 4]',
  );
  expect(() => scaledTanh({ input: Infinity })).toThrow('scaledTanh: expected input to be a finite number');
});
