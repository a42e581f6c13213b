import { expect, test } from 'vitest';
import { withFactors } from '../nn/combine/with-factors.ts';
import { dense } from '../nn/layers/dense.ts';
import { squaredError } from '../nn/losses/squared-error.ts';
import { sgd } from '../optim/optimizers.ts';
import { rng } from '../random/rng.ts';
import { tensor } from '../tensor/make.ts';
import type { Layer } from '../nn/layer.ts';
import type { Tree } from '../tensor/tensor.ts';
import { startWeights } from './start-weights.ts';
import { train } from './train.ts';

const plain = dense({ units: 1, bias: false });
const still = withFactors(plain, { learningRate: 0 });

const trainedFrom = async (network: Layer, weights: Tree): Promise<Tree> =>
  (
    await train({
      network,
      weights,
      loss: squaredError(),
      optimizer: sgd({ learningRate: 0.25 }),
      data: { features: tensor([[1]]), target: tensor([1]) },
      epochs: 1,
      rng: rng(1),
    })
  ).weights;

test('given weights are trained in the groups of the network, not in those they come with', async () => {
  const bare = { kernel: tensor([[0]]) };
  expect(await trainedFrom(still, bare)).toEqual({
    kernel: { ...tensor([[0]]), factors: { learningRate: 0, weightDecay: 1 } },
  });
  const grouped = { kernel: { ...tensor([[0]]), factors: { learningRate: 0 } } };
  expect(await trainedFrom(plain, grouped)).toEqual({ kernel: tensor([[0.5]]) });
});

test('weights without groups are taken as they are, and none given are drawn', () => {
  const bare = { kernel: tensor([[7]]) };
  expect(startWeights(plain, [1], bare, rng(1))).toBe(bare);
  expect(startWeights(still, [1], undefined, rng(1))).toEqual(still.init([1], rng(1)));
});

test('weights of another network are refused', () => {
  expect(() => startWeights(still, [1], { bias: tensor([7]) }, rng(1))).toThrow(
    'expected trees of the same leaves, got "kernel" beside "bias"',
  );
});
