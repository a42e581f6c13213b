import { describe, expect, expectTypeOf, test } from 'vitest';
import { randomKey } from '../../random/random-key.ts';
import { rng } from '../../random/rng.ts';
import { ones, tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { activation } from '../layers/activation.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { identity } from '../layers/identity.ts';
import type { Layer } from '../layer.ts';
import { sequential } from './sequential.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(sequential(dense({ units: 5 }), activation('tanh'), dropout(0.3), dense({ units: 2 })), {
  input: [4],
  refuses: [[]],
});

describe('of normalised layers, nested', () => {
  describeLayer(sequential(sequential(dense({ units: 3 }), batchNorm()), activation('silu')), { input: [2] });
});

describe('of nothing', () => {
  describeLayer(sequential(), { input: [3] });
});

const moment = { ...evaluation, training: true, random: randomKey(3) };

test('feeds each layer what the one before gave', () => {
  const network = sequential(dense({ units: 1 }), activation('relu'));
  const kernel = tensor([[2], [-1]]);
  const output = network.apply(
    [{ kernel, bias: tensor([1]) }, []],
    tensor([
      [3, 1],
      [0, 9],
    ]),
    moment,
  );
  expect(output).toEqual(tensor([[6], [0]]));
});

test('its weights are a typed tuple', () => {
  const weights = sequential(dense({ units: 3 }), activation('relu'), batchNorm()).init([4], rng(1));
  expect(weights[0].kernel.shape).toEqual([4, 3]);
  expectTypeOf(weights[0].kernel).toEqualTypeOf<Tensor>();
  expectTypeOf(weights[2].mean).toEqualTypeOf<Tensor>();
  expectTypeOf(weights.length).toEqualTypeOf<3>();
  // @ts-expect-error: an activation has no weights
  void weights[1].kernel;
});

test('a list of layers of unknown length is a network too', () => {
  const layers: readonly Layer[] = [8, 4].flatMap((units) => [dense({ units }), activation('relu')]);
  expect(sequential(...layers).outputShape([3])).toEqual([4]);
});

test('a layer of another kind does not move what the others start from', () => {
  const plain = sequential(dense({ units: 3 }), dense({ units: 2 })).init([4], rng(1));
  const more = sequential(dropout(0.1), dense({ units: 3 }), activation('relu'), dense({ units: 2 })).init(
    [4],
    rng(1),
  );
  expect([more[1], more[3]]).toEqual([plain[0], plain[1]]);
  expect(plain[0].kernel.data[0]).not.toBe(plain[1].kernel.data[0]);
});

test('two layers of a kind start from different numbers and drop different numbers', () => {
  const [first, second] = sequential(dense({ units: 4 }), dense({ units: 4 })).init([4], rng(1));
  expect(first.kernel).not.toEqual(second.kernel);

  const x = ones([20, 50]);
  const once = computed(dropout(0.5).apply([], x, moment));
  const twice = computed(sequential(dropout(0.5), dropout(0.5)).apply([[], []], x, moment));
  const kept = twice.data.filter((value) => value !== 0).length / 1000;
  // The same mask twice would keep one half; two masks keep a quarter.
  expect(Math.abs(kept - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 1000));
  expect(once.data.filter((value) => value !== 0)).not.toHaveLength(
    twice.data.filter((value) => value !== 0).length,
  );
});

test('an error says which layer of which network it comes from', () => {
  const network = sequential(identity(), sequential(dense({ units: 2 }), batchNorm()));
  const weights = network.init([3], rng(1));
  expect(() => network.apply(weights, ones([1, 4]), moment)).toThrow(
    'sequential[1] > sequential[0] > dense: expected rows of 3 numbers, which its weights were made for, got [4]',
  );
  expect(() => network.outputShape([])).toThrow(
    'sequential[1] > sequential[0] > dense: expected rows of at least one number',
  );
  expect(() => network.init([0], rng(1))).toThrow(
    'sequential[1] > sequential[0] > dense: expected rows of at least one number',
  );
});

test('what is no layer is refused with what was probably meant', () => {
  // @ts-expect-error: a maker, not a layer
  expect(() => sequential(dense)).toThrow(
    'sequential: expected a layer at position 0, got a value of type function — call the maker',
  );
  // @ts-expect-error: an array of layers
  expect(() => sequential([identity()])).toThrow('got an array — spread the array: sequential(...layers)');
  // @ts-expect-error: nothing
  expect(() => sequential(identity(), null)).toThrow('expected a layer at position 1, got null');
});
