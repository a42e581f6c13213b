import { expect, test } from 'vitest';
import { reshape, softmax } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { noWeights } from '../no-weights.ts';
import { evaluation } from '../evaluation.ts';
import { tensor } from '../../tensor/make.ts';
import { computed } from '../../testing/computed.ts';
import { elu, selu, softplus } from './activation.ts';
import { scaledTanh } from './scaled-tanh.ts';

const z = tensor([[-3, -1, -0.5, 0, 0.5, 1, 3]]);

// What Lasagne's nonlinearities make of z, in float64.
const values: readonly (readonly [name: string, f: (x: Value) => Value, wanted: readonly number[]])[] = [
  [
    'elu',
    (x) => elu().apply(noWeights, x, evaluation),
    [-0.950212931632136, -0.6321205588285577, -0.3934693402873666, 0, 0.5, 1, 3],
  ],
  [
    'selu',
    (x) => selu().apply(noWeights, x, evaluation),
    [
      -1.670568728767112, -1.111330737812563, -0.6917581878028713, 0, 0.5253504936777402, 1.05070098735548,
      3.152102962066441,
    ],
  ],
  [
    'softplus',
    (x) => softplus().apply(noWeights, x, evaluation),
    [
      0.04858735157374206, 0.3132616875182229, 0.4740769841801067, 0.6931471805599453, 0.9740769841801067,
      1.313261687518223, 3.048587351573742,
    ],
  ],
  [
    'softmax',
    (x) => softmax(x),
    [
      0.001880407997691712, 0.01389444018382192, 0.02290805907553779, 0.03776900426829427, 0.0622705607103007,
      0.1026667979814964, 0.7586107297828573,
    ],
  ],
  [
    'scaled tanh',
    (x) => scaledTanh().apply(noWeights, x, evaluation),
    [
      -1.654174924652094, -0.9999972559224789, -0.5516837063305313, 0, 0.5516837063305313, 0.9999972559224789,
      1.654174924652094,
    ],
  ],
];

test.each(values)('%s is Lasagne’s', (_, f, wanted) => {
  const got = computed(reshape(f(z), [7])).data;
  wanted.forEach((number, i) => expect(got[i]).toBeCloseTo(number, 14));
});
