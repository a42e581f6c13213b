import { describe, expect, it } from 'vitest';
import { multiply, square, sum } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { executorFor } from '../compiled/compiled-executor.ts';
import type { Layer } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import { ones, tensor, zeros } from '../tensor/make.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import type { Executor } from '../executor/executor.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { adamax, amsGrad } from './adam-variants.ts';
import { adadelta, adagrad, adam, momentum, nesterov, rmsProp, sgd } from './optimizers.ts';
import type { Optimizer } from './rule.ts';

/** 0.1·x₁² + 0.2·x₂² + 0.3·x₃², x being the weights. */
const bowl: Layer<Tensor> = {
  spec: { kind: 'bowl' },
  outputShape: () => [3],
  init: () => ones([3]),
  apply: (x: Value, rows: Value) => multiply(multiply(square(x), tensor([0.1, 0.2, 0.3])), rows),
};
const total: Loss = { spec: { kind: 'total' }, apply: (prediction) => sum(prediction) };

/** Where ten steps down the bowl from (1, 1, 1) arrive. */
function descend(executor: Executor, optimizer: Optimizer): readonly number[] {
  const data = { features: ones([1, 3]), target: zeros([1]) };
  const trainer = executor.trainer({ network: bowl, loss: total, optimizer, totalSteps: 10 }, ones([3]));
  for (let firstStep = 0; firstStep < 10; firstStep++) {
    const pass = { data, order: Uint32Array.of(0), batchSize: 1, seeds: Uint32Array.of(0), firstStep };
    trainer.steps(pass, 0, 1);
  }
  const weights: Tree = trainer.weights();
  return leavesOf(weights).flatMap(({ leaf }) => [...leaf.data]);
}

function worst(got: readonly number[], wanted: readonly number[]): number {
  return Math.max(...wanted.map((x, i) => Math.abs(got[i]! / x - 1)));
}

// Where lasagne/tests/test_updates.py has ten steps arrive, as recorded there from torch, to be met within 10⁻⁵.
const optimizers: readonly (readonly [name: string, Optimizer, readonly number[]])[] = [
  ['sgd', sgd({ learningRate: 0.1 }), [0.81707280688755, 0.6648326359915, 0.5386151140949]],
  [
    'momentum',
    momentum({ learningRate: 0.1, momentum: 0.5 }),
    [0.6848486952183, 0.44803321781003, 0.27431190123502],
  ],
  [
    'nesterov',
    nesterov({ learningRate: 0.1, momentum: 0.5 }),
    [0.67466543592725, 0.44108468114241, 0.2769002108997],
  ],
  ['adagrad', adagrad({ learningRate: 0.1 }), [0.55373120047759, 0.55373120041518, 0.55373120039438]],
  ['rmsProp', rmsProp({ learningRate: 0.01 }), [0.83205403985348, 0.83205322744821, 0.83205295664444]],
  ['adadelta', adadelta(), [0.95453237704725, 0.9545237471374, 0.95452214847397]],
  ['adam', adam({ learningRate: 0.01 }), [0.90034972009036, 0.90034967993061, 0.90034966654402]],
  ['adamax', adamax({ learningRate: 0.01 }), [0.90211749000754, 0.90211748762402, 0.90211748682951]],
  ['amsGrad', amsGrad({ learningRate: 0.01 }), [0.90034979581833, 0.90034979581833, 0.90034979581833]],
];

const compiled = executorFor({
  note: (message) => {
    throw new Error(message);
  },
});

describe.each([referenceExecutor, compiled])('ten steps of Lasagne’s test by $name', (executor) => {
  it.each(optimizers)('%s', (_, optimizer, wanted) => {
    expect(worst(descend(executor, optimizer), wanted)).toBeLessThan(1e-5);
  });
});

// Those of the same rule to the last digits: torch's, or Lasagne's own where it has another ε.
const exact: readonly (readonly [name: string, Optimizer, readonly number[]])[] = [
  ...optimizers.filter(([name]) => ['sgd', 'momentum', 'nesterov', 'adadelta'].includes(name)),
  ['adagrad', adagrad({ learningRate: 0.1 }), [0.5537334430299112, 0.5537317610274745, 0.553731449541973]],
  ['rmsProp', rmsProp({ learningRate: 0.01 }), [0.8320613540532967, 0.8320546499929452, 0.8320534083658283]],
];

describe('ten steps of the very same rule, by the reference', () => {
  it.each(exact)('%s', (_, optimizer, wanted) => {
    expect(worst(descend(referenceExecutor, optimizer), wanted)).toBeLessThan(1e-13);
  });
});

// Lasagne divides Adam's first steps by a larger ε than torch does, √(1 − β₂ᵗ) being in its learning rate: a matter of the eighth digit.
const lasagnes: readonly (readonly [name: string, Optimizer, readonly number[]])[] = [
  ['adam', adam({ learningRate: 0.01 }), [0.9003497338177066, 0.9003496936579632, 0.9003496802713736]],
  ['adamax', adamax({ learningRate: 0.01 }), [0.9021174900291988, 0.9021174876348491, 0.9021174868367328]],
  ['amsGrad', amsGrad({ learningRate: 0.01 }), [0.9003497338177066, 0.9003496936579632, 0.9003496802713736]],
];

describe('ten steps of Lasagne’s own rule, by the reference', () => {
  it.each(lasagnes)('%s', (_, optimizer, wanted) => {
    expect(worst(descend(referenceExecutor, optimizer), wanted)).toBeLessThan(2e-7);
  });
});
