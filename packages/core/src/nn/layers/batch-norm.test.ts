import { describe, expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import * as ops from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { rng } from '../../random/rng.ts';
import { statistic, tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { batchNorm } from './batch-norm.ts';
import type { BatchNormWeights } from './batch-norm.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(batchNorm(), { input: [4], refuses: [[], [0]] });
describeLayer(batchNorm({ momentum: 1, epsilon: 0.1 }), { input: [2, 3] });

/** One step of training: the output, and the weights with their new statistics. */
function step(weights: BatchNormWeights, x: Tensor): { output: Tensor; after: BatchNormWeights } {
  const seen = new Map<Value, Value>();
  const observe = (leaf: Value, next: Value): void => void seen.set(leaf, next);
  const output = computed(batchNorm().apply(weights, x, { ...evaluation, training: true, observe }));
  const next = (leaf: Tensor): Tensor => statistic(computed(seen.get(leaf) ?? leaf));
  return { output, after: { ...weights, mean: next(weights.mean), variance: next(weights.variance) } };
}

describe(`agrees with ${recorded.recordedWith}`, () => {
  const known = recorded.batchNorm;
  const fresh = {
    ...batchNorm().init([3], rng(1)),
    scale: tensor(known.scale),
    shift: tensor(known.shift),
  };

  test('over two steps of training and then in evaluation', () => {
    let weights: BatchNormWeights = fresh;
    for (const { input, output, runningMean, runningVariance } of known.steps) {
      const made = step(weights, tensor(input));
      expect(largestGap(made.output, tensor(output))).toBeLessThan(1e-12);
      expect(largestGap(made.after.mean, tensor(runningMean))).toBeLessThan(1e-12);
      expect(largestGap(made.after.variance, tensor(runningVariance))).toBeLessThan(1e-12);
      weights = made.after;
    }
    const output = computed(batchNorm().apply(weights, tensor(known.steps[0]!.input), evaluation));
    expect(largestGap(output, tensor(known.evaluated))).toBeLessThan(1e-12);
  });

  test('in the derivative by the input, which the batch statistics depend on', () => {
    const { input, inputGradient } = known.steps[0]!;
    const { gradient } = valueAndGradient(
      (x) =>
        ops.sum(
          ops.multiply(batchNorm().apply(fresh, x, { ...evaluation, training: true }), tensor(known.pull)),
        ),
      tensor(input),
    );
    expect(largestGap(gradient, tensor(inputGradient))).toBeLessThan(1e-12);
  });
});

test('a batch of one row is normalised by the running statistics and leaves them as they are', () => {
  const weights = {
    scale: tensor([2, 1]),
    shift: tensor([0, 1]),
    mean: statistic(tensor([1, -1])),
    variance: statistic(tensor([4 - 1e-5, 1 - 1e-5])),
  };
  const { output, after } = step(weights, tensor([[3, 0]]));
  expect(output.data[0]).toBeCloseTo(2, 14);
  expect(output.data[1]).toBeCloseTo(2, 14);
  expect(after).toEqual(weights);
});

test('a constant column becomes the shift, not NaN', () => {
  const weights = batchNorm().init([1], rng(1));
  expect(step(weights, tensor([[5], [5], [5]])).output).toEqual(tensor([[0], [0], [0]]));
});

test('its running statistics get no gradient', () => {
  const weights = batchNorm().init([1], rng(1));
  const x = tensor([[1], [3]]);
  const { gradient } = valueAndGradient((at) => ops.sum(batchNorm().apply(at, x, evaluation)), weights);
  expect([gradient.mean.data[0], gradient.variance.data[0]]).toEqual([0, 0]);
  expect(gradient.scale.data[0]).not.toBe(0);
});

test('options that make no sense are refused', () => {
  expect(() => batchNorm({ momentum: 0 })).toThrow(
    'batchNorm: expected momentum to be a number above 0 and at most 1, got 0',
  );
  expect(() => batchNorm({ epsilon: -1 })).toThrow(
    'batchNorm: expected epsilon to be a number above 0, got -1',
  );
});

function largestGap(a: Tensor, b: Tensor): number {
  expect(a.shape).toEqual(b.shape);
  return Math.max(...a.data.map((x, i) => Math.abs(x - b.data[i]!)));
}
