import { add } from '../autodiff/ops/index.ts';
import { valueAndGradient } from '../autodiff/gradient.ts';
import { isTraced } from '../autodiff/primitive.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Context, Layer } from '../nn/layer.ts';
import type { Clock, Schedule, Slots } from '../optim/rule.ts';
import { randomKey } from '../random/random-key.ts';
import { numberOf, scalar } from '../tensor/make.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import type { Executor, Pass, Program, Trainer, TrainingData } from './executor.ts';
import { takeRows } from './take-rows.ts';

/** Collects the next values of statistics while a network is applied. */
function observer(clock: Clock, seed: number, observed: Map<Value, Value>): Context {
  return {
    ...clock,
    training: true,
    random: randomKey(seed),
    observe(leaf, next) {
      if (!('role' in leaf) || leaf.role !== 'statistic') {
        throw new FoldwiseError('expected a leaf made by statistic(…), got another value', {
          code: 'training',
          where: 'context.observe',
          hint: 'mark the leaf in the layer’s init',
        });
      }
      observed.set(leaf, next);
    },
  };
}

function clockAt(step: number, totalSteps: number): Clock {
  return {
    at: (schedule: Schedule | number) =>
      scalar(typeof schedule === 'number' ? schedule : schedule.at(step, totalSteps)),
  };
}

/** The rows of one batch of a pass. */
function batchOf({ data, order, batchSize }: Pass, batch: number): TrainingData {
  const rows = order.subarray(batch * batchSize, (batch + 1) * batchSize);
  return {
    features: takeRows(data.features, rows),
    target: takeRows(data.target, rows),
    rowWeights: data.rowWeights && takeRows(data.rowWeights, rows),
  };
}

/** A value that nobody traces is a tensor. */
function computed(value: Value): Tensor {
  if (isTraced(value)) throw new TypeError('a value of another tracer reached the reference executor');
  return value;
}

/** Loss, gradient and next statistics of a batch. */
function differentiate(
  { network, loss }: Program,
  weights: Tree,
  batch: TrainingData,
  seed: number,
  clock: Clock,
) {
  const observed = new Map<Value, Value>();
  const forward = (at: Tree<Value>): readonly [Value, readonly Value[]] => {
    const prediction = network.apply(at, batch.features, observer(clock, seed, observed));
    return [loss.apply(prediction, batch.target, batch.rowWeights, clock), [...observed.values()]];
  };
  const { value, gradient, aux } = valueAndGradient(forward, weights);
  const statistics = new Map([...observed.keys()].map((leaf, i) => [leaf, aux[i]!]));
  return { loss: numberOf(computed(value)), gradient, statistics };
}

function isTrained({ leaf }: { readonly leaf: Tensor }): boolean {
  return leaf.role !== 'statistic';
}

function trainer(program: Program, initial: Tree): Trainer {
  const { optimizer, totalSteps } = program;
  // Each leaf an object of its own: statistics are told apart by identity.
  let weights = mapLeaves(initial, ({ shape, data }) => ({ shape, data }));
  let slots: Slots = optimizer.init(
    leavesOf(weights)
      .filter(isTrained)
      .map(({ leaf }) => leaf),
  );

  function takeStep(batch: TrainingData, seed: number, step: number): number {
    const clock = clockAt(step, totalSteps);
    const { loss, gradient, statistics } = differentiate(program, weights, batch, seed, clock);
    if (!Number.isFinite(loss)) return loss;
    const leaves = leavesOf(weights);
    const gradients = leavesOf(gradient);
    const trained = leaves.filter(isTrained);
    const updated = optimizer.update(
      gradients.filter((_, i) => isTrained(leaves[i]!)).map(({ leaf }) => leaf),
      slots,
      trained.map(({ leaf }) => leaf),
      { ...clock, step: scalar(step + 1) },
    );
    slots = updated.slots;
    let next = 0;
    weights = mapLeaves(weights, (leaf) => {
      if (leaf.role !== 'statistic') return computed(add(leaf, updated.updates[next++]!));
      const { shape, data } = computed(statistics.get(leaf) ?? leaf);
      return { shape, data };
    });
    return loss;
  }

  return {
    steps(pass, from, to) {
      const losses: number[] = [];
      for (let batch = from; batch < to; batch++) {
        const loss = takeStep(batchOf(pass, batch), pass.seeds[batch]!, pass.firstStep + batch);
        losses.push(loss);
        if (!Number.isFinite(loss)) break;
      }
      return Float64Array.from(losses);
    },
    weights: () => weights,
  };
}

function predictor(network: Layer, weights: Tree): (features: Tensor) => Tensor {
  return (features) => computed(network.apply(weights, features, evaluation));
}

/**
 * Computes op by op in float64 with plain loops: what a learner reads and every other executor is checked against.
 */
export const referenceExecutor: Executor = Object.freeze({ name: 'reference', trainer, predictor });
