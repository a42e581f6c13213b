import { describe, expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { fromData, tensor } from '../../tensor/make.ts';
import type { Tensor, Tree } from '../../tensor/tensor.ts';
import { compiledMismatches } from '../../testing/compiled-mismatches.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { lcg } from '../../testing/lcg.ts';
import { parallel } from '../combine/parallel.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { gru } from './gru.ts';
import { lstm } from './lstm.ts';
import { recurrent } from './recurrent.ts';

const refuses = [[], [3], [0, 3], [4, 0], [4, 3, 1]];
describeLayer(recurrent({ units: 2 }), { input: [4, 3], refuses });
describeLayer(lstm({ units: 2 }), { input: [4, 3], refuses });
describeLayer(gru({ units: 2 }), { input: [4, 3], refuses });

describe('all states', () => {
  describeLayer(recurrent({ units: 2, sequences: true, activation: 'sigmoid' }), { input: [3, 2] });
  describeLayer(lstm({ units: 2, sequences: true, backwards: true, peepholes: true }), { input: [3, 2] });
  describeLayer(gru({ units: 2, sequences: true, backwards: true }), { input: [5, 1] });
});

describe('from a learned start', () => {
  describeLayer(recurrent({ units: 2, learnStart: true }), { input: [2, 2] });
  describeLayer(lstm({ units: 2, learnStart: true }), { input: [2, 2] });
});

describe('with a mask', () => {
  describeLayer(gru({ units: 2, masked: true }), { input: [3, 3], refuses: [[3, 1]] });
  describeLayer(lstm({ units: 2, masked: true, backwards: true, sequences: true }), {
    input: [4, 2],
    draw: (random) => (random.uniform() < 0.4 ? 0 : random.normal()),
    // Where the mask is 0 it jumps.
    differentiable: false,
  });
});

describe('both ways', () => {
  describeLayer(parallel(gru({ units: 2 }), gru({ units: 3, backwards: true })), { input: [3, 2] });
});

/** The steps of a batch of one in the other order. */
function reversed({ shape, data }: Tensor): Tensor {
  const width = shape[2]!;
  const flipped = data.map((_, i) => data[(shape[1]! - 1 - Math.floor(i / width)) * width + (i % width)]!);
  return fromData(flipped, shape);
}

test.each<[string, (options: { sequences?: boolean; backwards?: boolean }) => Layer]>([
  ['recurrent', (options) => recurrent({ units: 3, ...options })],
  ['lstm', (options) => lstm({ units: 3, ...options })],
  ['gru', (options) => gru({ units: 3, ...options })],
])('%s backwards is itself on the reversed sequence, states in their places', (_, make) => {
  const x = lcg(1).tensor([1, 5, 2], 0, 1);
  const weights = make({}).init([5, 2], rng(1)) as Tree;
  const of = (layer: Layer, at: Tensor): Tensor => computed(layer.apply(weights, at, evaluation));
  const forwards = of(make({ sequences: true }), reversed(x));
  expect(of(make({ sequences: true, backwards: true }), x)).toEqual(reversed(forwards));
  expect(of(make({ backwards: true }), x)).toEqual(of(make({}), reversed(x)));
  expect(of(make({}), reversed(x)).data).toEqual(forwards.data.slice(-3));
});

test.each([
  ['forwards', false],
  ['backwards', true],
])('%s, a step whose mask is 0 is passed over', (_, backwards) => {
  const layer = lstm({ units: 3, masked: true, backwards });
  const weights = layer.init([5, 3], rng(1));
  const whole = lcg(3).tensor([1, 5, 3], 0, 1);
  const marked = (counts: readonly number[]): Tensor =>
    fromData(
      whole.data.map((number, i) => (i % 3 === 2 ? counts[Math.floor(i / 3)]! : number)),
      [1, 5, 3],
    );
  const gone = marked([1, 0, 1, 0, 1]);
  const short = fromData(
    Float64Array.from({ length: 9 }, (__, i) => gone.data[6 * Math.floor(i / 3) + (i % 3)]!),
    [1, 3, 3],
  );
  expect(layer.apply(weights, gone, evaluation)).toEqual(layer.apply(weights, short, evaluation));
  const plain = lstm({ units: 3, backwards });
  const unmasked = fromData(
    Float64Array.from({ length: 10 }, (__, i) => whole.data[3 * Math.floor(i / 2) + (i % 2)]!),
    [1, 5, 2],
  );
  expect(layer.apply(weights, marked([1, 1, 1, 1, 1]), evaluation)).toEqual(
    plain.apply(weights, unmasked, evaluation),
  );
});

test('a learned start is that of the whole batch, state and cell', () => {
  const { start, ...rest } = lstm({ units: 2, learnStart: true }).init([3, 1], rng(1));
  expect(start).toEqual(
    tensor([
      [0, 0],
      [0, 0],
    ]),
  );
  const x = lcg(1).tensor([2, 3, 1], 0, 1);
  const plain = lstm({ units: 2 }).apply(rest, x, evaluation);
  expect(lstm({ units: 2, learnStart: true }).apply({ ...rest, start: start! }, x, evaluation)).toEqual(
    plain,
  );
});

test.each<[string, Layer]>([
  ['recurrent', recurrent({ units: 9 })],
  ['lstm', lstm({ units: 9, sequences: true })],
  ['gru', gru({ units: 9 })],
])('%s goes through fifty steps compiled as it does by the reference', (_, layer) => {
  const weights = layer.init([50, 3], rng(1)) as Tree;
  const x = lcg(7).tensor([12, 50, 3], 0, 1);
  expect(compiledMismatches(layer, weights, x, true)).toEqual({ far: [], missing: [] });
});

test('the forget gate starts open', () => {
  const { bias } = lstm({ units: 2 }).init([4, 1], rng(1));
  expect(bias).toEqual(tensor([0, 0, 1, 1, 0, 0, 0, 0]));
});

test('takes sequences of other lengths with the same weights', () => {
  const layer = gru({ units: 2, sequences: true });
  const weights = layer.init([4, 1], rng(1));
  expect(layer.apply(weights, lcg(2).tensor([3, 9, 1], 0, 1), evaluation).shape).toEqual([3, 9, 2]);
});

test('options that make no sense are refused', () => {
  expect(() => recurrent({ units: 0 })).toThrow(
    'recurrent: expected units to be an integer of at least 1, got 0',
  );
  expect(() => lstm({ units: 2, forgetBias: NaN })).toThrow(
    'lstm: expected forgetBias to be a finite number',
  );
  // @ts-expect-error: a misspelt option
  expect(() => gru({ units: 2, sequence: true })).toThrow(
    'gru: expected no option "sequence", got one — did you mean "sequences"?',
  );
  expect(() => gru({ units: 2 }).outputShape([7])).toThrow(
    'gru: expected sequences [steps, features], got [7] — give them a last axis of length 1',
  );
});
