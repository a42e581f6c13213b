import { describe, expect, expectTypeOf, test } from 'vitest';
import { randomKey } from '../../random/random-key.ts';
import { rng } from '../../random/rng.ts';
import { ones, tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { embedding } from '../layers/embedding.ts';
import { flatten } from '../layers/flatten.ts';
import { identity } from '../layers/identity.ts';
import { columns } from './columns.ts';
import { parallel } from './parallel.ts';
import { sequential } from './sequential.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(parallel(identity(), dense({ units: 2 }), dropout(0.5)), { input: [3], refuses: [[]] });

describe('of numbers and codes', () => {
  const network = parallel(
    sequential(columns({ from: 0, to: 2 }), dense({ units: 3 })),
    sequential(columns({ from: 2 }), embedding({ levels: [4, 6], dimension: 2 }), flatten()),
  );
  describeLayer(network, { input: [4], differentiable: false, draw: (random) => random.below(4) });
});

const moment = { ...evaluation, training: true, random: randomKey(0) };

test('puts the outputs side by side', () => {
  const network = parallel(columns({ from: 1 }), identity());
  expect(
    network.apply(
      [[], []],
      tensor([
        [1, 2],
        [3, 4],
      ]),
      moment,
    ),
  ).toEqual(
    tensor([
      [2, 1, 2],
      [4, 3, 4],
    ]),
  );
});

test('its weights are a typed tuple, drawn apart from each other', () => {
  const [first, second] = parallel(dense({ units: 2 }), dense({ units: 2 })).init([3], rng(1));
  expectTypeOf(first.kernel).toEqualTypeOf<Tensor>();
  expect(first.kernel).not.toEqual(second.kernel);
});

test('its branches drop different numbers', () => {
  const { data } = computed(parallel(dropout(0.5), dropout(0.5)).apply([[], []], ones([1, 64]), moment));
  expect(data.slice(0, 64)).not.toEqual(data.slice(64));
});

test('branches that do not fit side by side are refused by position', () => {
  const network = parallel(identity(), embedding({ levels: 2, dimension: 3 }));
  expect(() => network.outputShape([4])).toThrow(
    'parallel[1]: expected rows of shape [any], as the first layer gives, got [4, 3] — end the branch with flatten()',
  );
  expect(() => parallel(identity(), dense({ units: 1 })).outputShape([])).toThrow(
    'parallel[1] > dense: expected rows',
  );
  expect(() => parallel()).toThrow('parallel: expected at least one layer, got none');
});
