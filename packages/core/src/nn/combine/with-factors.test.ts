import { describe, expect, test } from 'vitest';
import { chain } from '../../optim/chain.ts';
import { addDecayedWeights } from '../../optim/rules/add-decayed-weights.ts';
import { scaleByLearningRate } from '../../optim/rules/scale-by-learning-rate.ts';
import type { Rule } from '../../optim/rule.ts';
import { rng } from '../../random/rng.ts';
import { scalar, tensor } from '../../tensor/make.ts';
import { leavesOf, mapLeaves } from '../../tensor/tree.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { dense } from '../layers/dense.ts';
import { sequential } from './sequential.ts';
import { withFactors } from './with-factors.ts';

describeLayer(withFactors(dense({ units: 3 }), { learningRate: 0.1 }), { input: [4], refuses: [[]] });

const factorsOf = (layer: ReturnType<typeof withFactors>) =>
  Object.fromEntries(leavesOf(layer.init([2], rng(1))).map(({ path, leaf }) => [path, leaf.factors]));

test('marks the weights that are meant, multiplies factors inside, and leaves statistics alone', () => {
  const network = withFactors(
    sequential(
      withFactors(dense({ units: 2 }), { learningRate: 0.5, weightDecay: 0, of: ['bias'] }),
      batchNorm(),
    ),
    { learningRate: 6 },
  );
  expect(factorsOf(network)).toEqual({
    '0/bias': { learningRate: 3, weightDecay: 0 },
    '0/kernel': { learningRate: 6, weightDecay: 1 },
    '1/mean': undefined,
    '1/scale': { learningRate: 6, weightDecay: 1 },
    '1/shift': { learningRate: 6, weightDecay: 1 },
    '1/variance': undefined,
  });
});

test('draws the weights that the layer would have drawn', () => {
  const bare = leavesOf(dense({ units: 3 }).init([2], rng(1))).map(({ leaf }) => leaf.data);
  const marked = leavesOf(withFactors(dense({ units: 3 }), { learningRate: 2 }).init([2], rng(1)));
  expect(marked.map(({ leaf }) => leaf.data)).toEqual(bare);
});

test('factors stay with a leaf that is mapped, unless it gets others', () => {
  const weights = { a: { ...tensor([1]), factors: { learningRate: 2 } }, b: tensor([1]) };
  const mapped = mapLeaves(weights, ({ shape, data }) => ({ shape, data }));
  expect(mapped).toEqual(weights);
  const factors = { weightDecay: 0 };
  expect(mapLeaves(weights, ({ shape, data }) => ({ shape, data, factors })).a.factors).toBe(factors);
});

describe('optimisers', () => {
  /** The update of weights 2 and 2 from gradients 0.25 and 0.25, the first of them in a group of its own. */
  const updates = (rule: Rule): readonly number[] => {
    const weights = [{ ...tensor([2]), factors: { learningRate: 0.1, weightDecay: 0.5 } }, tensor([2])];
    const context = { step: scalar(1), at: (rate: unknown) => scalar(Number(rate)) };
    let slots: ReturnType<Rule['update']>['slots'] = rule.init(weights);
    // The second step, so that what is remembered is read once more.
    for (let step = 0; step < 2; step++) {
      const updated = rule.update([tensor([0.25]), tensor([0.25])], slots, weights, context);
      slots = updated.slots;
      if (step === 1) return updated.updates.map((update) => computed(update).data[0]!);
    }
    return [];
  };

  test('multiply the learning rate and the decay by the factors of a weight', () => {
    expect(updates(scaleByLearningRate(0.4))).toEqual([-0.4 * 0.1 * 0.25, -0.4 * 0.25]);
    expect(updates(addDecayedWeights(0.2))).toEqual([0.25 + 0.2 * 0.5 * 2, 0.25 + 0.2 * 2]);
  });

  test('decay by the squares of both factors where asked to, as RealMLP does', () => {
    const rule = chain(addDecayedWeights(0.2, { factors: 'twice' }), scaleByLearningRate(0.4));
    const [grouped, plain] = updates(rule);
    expect(grouped).toBeCloseTo(-0.4 * 0.1 * 0.25 - 0.4 * 0.2 * 0.1 ** 2 * 0.5 ** 2 * 2, 15);
    expect(plain).toBeCloseTo(-0.4 * 0.25 - 0.4 * 0.2 * 2, 15);
  });
});

test('factors and names that make no sense are refused', () => {
  const layer = dense({ units: 2 });
  expect(() => withFactors(layer, { learningRate: -1 })).toThrow(
    'withFactors: expected learningRate to be a number of at least 0, got -1',
  );
  expect(() => withFactors(layer, { weightDecay: NaN })).toThrow('withFactors: expected weightDecay');
  expect(() => withFactors(layer, { of: [] })).toThrow("such as ['bias']");
  expect(() => withFactors(layer, { of: ['biass'] }).init([2], rng(1))).toThrow(
    'withFactors: expected the name of a weight of the layer, got "biass" — did you mean "bias"?',
  );
});
