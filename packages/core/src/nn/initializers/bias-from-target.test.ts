import { expect, test } from 'vitest';
import { rng } from '../../random/rng.ts';
import { numberOf, tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { evaluation } from '../evaluation.ts';
import { dense } from '../layers/dense.ts';
import { crossEntropy } from '../losses/cross-entropy.ts';
import { biasFromTarget, type OutputsSay } from './bias-from-target.ts';
import { zeroWeights } from './constant-weights.ts';

const drawn = (target: Tensor, say: OutputsSay, units: number) => [
  ...biasFromTarget(target, say).draw([units], rng(1)).data,
];

test('is the mean of each column, or its logarithm', () => {
  const target = tensor([
    [1, 20],
    [2, 40],
    [6, 0],
  ]);
  expect(drawn(target, 'numbers', 2)).toEqual([3, 20]);
  const logarithms = drawn(target, 'logarithms', 2);
  expect(logarithms[0]).toBeCloseTo(1.0986122886681098, 14);
  expect(logarithms[1]).toBeCloseTo(2.995732273553991, 14);
  expect(drawn(tensor([1, 2, 6]), 'numbers', 1)).toEqual([3]);
});

test('is the logit of the share of yes, each answer counted once more', () => {
  // (3 + 1) / (1 + 1)
  expect(drawn(tensor([1, 1, 0, 1]), 'yesOrNo', 1)[0]).toBeCloseTo(Math.log(2), 14);
  expect(drawn(tensor([1, 1]), 'yesOrNo', 1)[0]).toBeCloseTo(Math.log(3), 14);
});

test('is the logarithm of the share of each class, those that do not occur included', () => {
  const logits = drawn(tensor([0, 2, 2, 2, 0]), 'classes', 3);
  [3 / 8, 1 / 8, 4 / 8].forEach((share, k) => expect(logits[k]).toBeCloseTo(Math.log(share), 14));
});

test('lets a network begin at about the entropy of its target', () => {
  const target = tensor(Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 1 : 0)));
  const layer = dense({ units: 2, kernelInit: zeroWeights(), biasInit: biasFromTarget(target, 'classes') });
  const rows = tensor(Array.from({ length: 1000 }, () => [1]));
  const prediction = layer.apply(layer.init([1], rng(1)), rows, evaluation);
  const entropy = 0.3250829733914482; // −0.1·log 0.1 − 0.9·log 0.9
  expect(numberOf(computed(crossEntropy().apply(prediction, target)))).toBeCloseTo(entropy, 5);
});

test('what it cannot be drawn from or for is refused', () => {
  const target = tensor([1, 2, 3]);
  // @ts-expect-error there is no such kind
  expect(() => biasFromTarget(target, 'number')).toThrow(
    'biasFromTarget: expected what the outputs say, got "number" — did you mean "numbers"?',
  );
  expect(() => biasFromTarget(tensor([], [0]), 'numbers')).toThrow(
    'biasFromTarget: expected a target of [rows] or [rows, outputs], got [0]',
  );
  expect(() => biasFromTarget(tensor([1, NaN]), 'numbers')).toThrow(
    'biasFromTarget: expected finite numbers, got NaN',
  );
  expect(() => drawn(target, 'numbers', 2)).toThrow(
    'biasFromTarget: expected a bias of [1], got [2] — give it to the last layer',
  );
  expect(() => drawn(target, 'classes', 3)).toThrow(
    'biasFromTarget: expected class indices from 0 to 2, one a unit, got 3',
  );
  expect(() => drawn(tensor([0, 0]), 'logarithms', 1)).toThrow(
    'biasFromTarget: expected a target with a mean that has a logarithm, got a logarithm of -Infinity',
  );
});
