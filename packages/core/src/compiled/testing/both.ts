import type { Layer } from '../../nn/layer.ts';
import type { Loss } from '../../nn/losses/loss.ts';
import type { Optimizer } from '../../optim/rule.ts';
import { rng } from '../../random/rng.ts';
import { tensor } from '../../tensor/make.ts';
import type { Shape, Tensor, Tree } from '../../tensor/tensor.ts';
import { leavesOf } from '../../tensor/tree.ts';
import type { Executor, Pass, TrainingData } from '../../executor/executor.ts';
import { referenceExecutor } from '../../executor/reference-executor.ts';
import { worstDifference } from './worst-difference.ts';

/** What two executors are compared on. */
export interface Case {
  readonly network: Layer;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly data: TrainingData;
  readonly batchSize: number;
  readonly epochs?: number;
}

/** Numbers that float32 holds exactly, so that both executors are handed the same. */
export function normals(label: string, shape: Shape): Tensor {
  const random = rng(label);
  const size = shape.reduce((all, length) => all * length, 1);
  return tensor(
    Float64Array.from({ length: size }, () => Math.fround(random.normal())),
    shape,
  );
}

/** Whole codes below a count. */
export function codes(label: string, shape: Shape, count: number): Tensor {
  const random = rng(label);
  const size = shape.reduce((all, length) => all * length, 1);
  return tensor(
    Float64Array.from({ length: size }, () => Math.floor(random.uniform() * count)),
    shape,
  );
}

/** A pass over all rows, in an order and with seeds of its own. */
export function passOf(data: TrainingData, batchSize: number, firstStep = 0): Pass {
  const rows = data.features.shape[0]!;
  const count = Math.ceil(rows / batchSize);
  const random = rng(`pass ${firstStep}`);
  return {
    data,
    batchSize,
    firstStep,
    order: random.permutation(rows),
    seeds: Uint32Array.from({ length: count }, () => random.uint32()),
  };
}

/** What an executor makes of a case. */
export function trainedBy(
  executor: Executor,
  { network, loss, optimizer, data, batchSize, epochs = 1 }: Case,
): { readonly losses: readonly number[]; readonly weights: Tree } {
  const count = Math.ceil(data.features.shape[0]! / batchSize);
  const weights = network.init(data.features.shape.slice(1), rng('weights')) as Tree;
  const trainer = executor.trainer({ network, loss, optimizer, totalSteps: count * epochs }, weights);
  const losses = Array.from({ length: epochs }, (_, epoch) => [
    ...trainer.steps(passOf(data, batchSize, epoch * count), 0, count),
  ]).flat();
  return { losses, weights: trainer.weights() };
}

/** How far an executor is from the reference. */
export interface Distance {
  readonly losses: number;
  /** The worst of all weights, as a share of the greatest number among them (of at least 0.1). */
  readonly weights: number;
  readonly prediction: number;
}

/** Trains by both, and predicts by both with the weights of the reference. */
export function distanceOf(executor: Executor, one: Case): Distance {
  const wanted = trainedBy(referenceExecutor, one);
  const got = trainedBy(executor, one);
  const leaves = leavesOf(got.weights);
  const predict = (by: Executor): Tensor => by.predictor(one.network, wanted.weights)(one.data.features);
  return {
    losses: worstDifference(wanted.losses, got.losses),
    weights: leavesOf(wanted.weights).reduce(
      (worst, { leaf }, i) => Math.max(worst, worstDifference(leaf.data, leaves[i]!.leaf.data, 0.1)),
      0,
    ),
    prediction: worstDifference(predict(referenceExecutor).data, predict(executor).data),
  };
}
