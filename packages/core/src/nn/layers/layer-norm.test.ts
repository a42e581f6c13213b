import { expect, test } from 'vitest';
import { valueAndGradient } from '../../autodiff/gradient.ts';
import * as ops from '../../autodiff/ops/index.ts';
import { randomKey } from '../../random/random-key.ts';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import recorded from '../fixtures/torch.json' with { type: 'json' };
import { layerNorm } from './layer-norm.ts';
import { evaluation } from '../evaluation.ts';

describeLayer(layerNorm(), { input: [4], refuses: [[], [0]] });
describeLayer(layerNorm({ epsilon: 0.5 }), { input: [2, 3] });

const moment = { ...evaluation, training: true, random: randomKey(0) };

test(`agrees with ${recorded.recordedWith}, and so do its derivatives`, () => {
  const { layerNorm: known } = recorded;
  const [scale, shift, x, pull] = [known.scale, known.shift, known.input, known.pull].map((t) => tensor(t));
  const output = computed(layerNorm().apply({ scale: scale!, shift: shift! }, x!, moment));
  const { gradient } = valueAndGradient(
    (at) => ops.sum(ops.multiply(layerNorm().apply(at, at.x, moment), pull!)),
    { scale: scale!, shift: shift!, x: x! },
  );
  expect(largestGap(output, tensor(known.output))).toBeLessThan(1e-12);
  expect(largestGap(gradient.scale, tensor(known.scaleGradient))).toBeLessThan(1e-12);
  expect(largestGap(gradient.shift, tensor(known.shiftGradient))).toBeLessThan(1e-12);
  expect(largestGap(gradient.x, tensor(known.inputGradient))).toBeLessThan(1e-12);
});

test('starts as plain centring and scaling', () => {
  const layer = layerNorm();
  const output = computed(layer.apply(layer.init([4], rng(1)), tensor([[1, 2, 3, 4]]), moment));
  expect(output.data.reduce((sum, y) => sum + y, 0)).toBeCloseTo(0, 14);
  expect(output.data.reduce((sum, y) => sum + y * y, 0) / 4).toBeCloseTo(1.25 / (1.25 + 1e-5), 12);
});

test('a row of equal numbers becomes the shift, not NaN', () => {
  const weights = { scale: tensor([2, 2]), shift: tensor([0.5, -1]) };
  expect(layerNorm().apply(weights, tensor([[7, 7]]), moment)).toEqual(tensor([[0.5, -1]]));
});

test('an epsilon that cannot guard is refused', () => {
  expect(() => layerNorm({ epsilon: 0 })).toThrow(
    'layerNorm: expected epsilon to be a number above 0, got 0',
  );
});

function largestGap(a: Tensor, b: Tensor): number {
  expect(a.shape).toEqual(b.shape);
  return Math.max(...a.data.map((x, i) => Math.abs(x - b.data[i]!)));
}
