import { describe, expect, test } from 'vitest';
import { add, sum } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { mismatchesOf } from '../../compiled/testing/mismatches-of.ts';
import { normals, passOf } from '../../compiled/testing/both.ts';
import { chain } from '../../optim/chain.ts';
import { sgd } from '../../optim/optimizers.ts';
import type { Optimizer } from '../../optim/rule.ts';
import { addDecayedWeights } from '../../optim/rules/add-decayed-weights.ts';
import { linear } from '../../optim/schedules.ts';
import { rng } from '../../random/rng.ts';
import { scalar, tensor } from '../../tensor/make.ts';
import type { Tree } from '../../tensor/tensor.ts';
import { leavesOf } from '../../tensor/tree.ts';
import { computed } from '../../testing/computed.ts';
import { describeLayer } from '../../testing/describe-layer.ts';
import { gradientMismatches } from '../../testing/gradient-mismatches.ts';
import { referenceExecutor } from '../../executor/reference-executor.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { relu, tanh } from '../layers/activation.ts';
import { batchNorm } from '../layers/batch-norm.ts';
import { dense } from '../layers/dense.ts';
import { squaredError } from '../losses/squared-error.ts';
import { sequential } from './sequential.ts';
import { withPenalty } from './with-penalty.ts';

describeLayer(withPenalty(dense({ units: 3 }), { l1: 0.1, l2: 0.01 }), { input: [4], refuses: [[]] });

const weights = {
  kernel: tensor([
    [1, -2],
    [3, 0.5],
  ]),
  bias: tensor([10, 20]),
};

/** What a layer adds to the loss. */
function costOf(layer: Layer, at: Tree<Value>): Value {
  const costs: Value[] = [];
  const penalize = (cost: Value): void => void costs.push(cost);
  layer.apply(at, tensor([[1, 1]]), {
    ...evaluation,
    training: true,
    penalize,
    at: (s) => scalar(Number(s)),
  });
  return costs.reduce((total, cost) => add(total, cost), scalar(0));
}

const priced = (options: Parameters<typeof withPenalty>[1]): number =>
  computed(costOf(withPenalty(dense({ units: 2 }), options), weights)).data[0]!;

test('is the sum of sizes and of squares, of matrices unless others are named', () => {
  expect(priced({ l1: 0.1 })).toBeCloseTo(0.65, 14);
  expect(priced({ l2: 0.01 })).toBeCloseTo(0.1425, 14);
  expect(priced({ l1: 0.1, l2: 0.01 })).toBeCloseTo(0.7925, 14);
  expect(priced({ l1: 0.1, of: ['bias'] })).toBeCloseTo(3, 14);
  expect(priced({ l1: 0.1, of: ['kernel', 'bias'] })).toBeCloseTo(3.65, 14);
});

test('gives what the layer gives, with a loss and without', () => {
  const [layer, x] = [dense({ units: 2 }), tensor([[1, 1]])];
  const wanted = layer.apply(weights, x, evaluation);
  const penalised = withPenalty(layer, { l2: linear({ start: 1 }) });
  expect(penalised.apply(weights, x, evaluation)).toEqual(wanted);
  const penalize = (): void => {};
  expect(withPenalty(layer, { l2: 1 }).apply(weights, x, { ...evaluation, penalize })).toEqual(wanted);
});

test('leaves running statistics alone, and adds up over the layers inside', () => {
  const inner = sequential(dense({ units: 2 }), batchNorm(), withPenalty(dense({ units: 2 }), { l1: 1 }));
  const whole = withPenalty(inner, { l1: 1, of: ['kernel', 'mean', 'scale'] });
  const at = inner.init([2], rng(1));
  const sizes = (leaf: { readonly data: Float64Array }) =>
    leaf.data.reduce((total, w) => total + Math.abs(w), 0);
  const wanted =
    sizes(at[0].kernel) + 2 * sizes(at[2].kernel) + (at[1].scale === undefined ? 0 : sizes(at[1].scale));
  expect(computed(costOf(whole, at)).data[0]).toBeCloseTo(wanted, 12);
});

test('has the derivative that differences show', () => {
  const layer = withPenalty(dense({ units: 2 }), { l1: 0.3, l2: 0.2, of: ['kernel', 'bias'] });
  expect(gradientMismatches((at) => sum(costOf(layer, at)), weights)).toEqual([]);
});

const data = { features: normals('x', [40, 5]), target: normals('y', [40]) };
const plain = sequential(dense({ units: 9 }), tanh(), dense({ units: 1 }));

/** Losses and weights after one epoch by the reference. */
function trained(network: Layer, optimizer: Optimizer) {
  const start: Tree = network.init([5], rng('weights'));
  const trainer = referenceExecutor.trainer(
    { network, loss: squaredError(), optimizer, totalSteps: 5 },
    start,
  );
  const losses = [...trainer.steps(passOf(data, 8), 0, 5)];
  return { losses, numbers: leavesOf(trainer.weights()).flatMap(({ leaf }) => [...leaf.data]) };
}

describe('in training', () => {
  test('it moves weights as a decay of 2·λ₂ of the gradients does, and shows in the loss', () => {
    const penalised = trained(withPenalty(plain, { l2: 0.05 }), sgd({ learningRate: 0.1 }));
    const decayed = trained(
      plain,
      chain(addDecayedWeights(0.1, { of: 'matrices' }), sgd({ learningRate: 0.1 })),
    );
    penalised.numbers.forEach((w, i) => expect(w).toBeCloseTo(decayed.numbers[i]!, 12));
    const squares = leavesOf(plain.init([5], rng('weights'))).flatMap(({ leaf }) =>
      leaf.shape.length > 1 ? [...leaf.data] : [],
    );
    const cost = 0.05 * squares.reduce((total, w) => total + w * w, 0);
    expect(penalised.losses[0]! - decayed.losses[0]!).toBeCloseTo(cost, 12);
  });

  test('it is the same by both executors, scheduled or not', () => {
    for (const l1 of [0.01, linear({ start: 0.05 })]) {
      const network = sequential(
        withPenalty(dense({ units: 9 }), { l1, l2: 0.02 }),
        tanh(),
        withPenalty(dense({ units: 1 }), { l2: 0.1, of: ['bias', 'kernel'] }),
      );
      const one = {
        network,
        loss: squaredError(),
        optimizer: sgd({ learningRate: 0.05 }),
        data,
        batchSize: 16,
      };
      expect(mismatchesOf({ ...one, epochs: 3 })).toEqual({ far: [], missing: [] });
    }
  });
});

test('what cannot be is refused', () => {
  expect(() => withPenalty(dense({ units: 1 }), { l1: -1 })).toThrow(
    'withPenalty: expected l1 to be a number of at least 0, got -1',
  );
  expect(() => withPenalty(dense({ units: 1 }), { of: [] })).toThrow(
    "withPenalty: expected of to be a list of names of weights, such as ['bias']",
  );
  expect(() => withPenalty(dense({ units: 1 }), { l2: 1, of: ['kernle'] }).init([2], rng(1))).toThrow(
    'withPenalty: expected the name of a weight of the layer, got "kernle" — did you mean "kernel"?',
  );
  expect(() => withPenalty(relu(), { l2: 1 }).init([2], rng(1))).toThrow(
    "withPenalty: expected a layer with weights of two axes or more, got one without — name the weights that are meant, such as of: ['scale']",
  );
});
