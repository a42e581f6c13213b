import { add } from '../autodiff/ops/index.ts';
import { isTraced } from '../autodiff/primitive.ts';
import type { Value } from '../autodiff/primitive.ts';
import { applyNetwork } from '../nn/apply-part.ts';
import { evaluation } from '../nn/evaluation.ts';
import type { Layer } from '../nn/layer.ts';
import type { Slots } from '../optim/rule.ts';
import { numberOf, scalar } from '../tensor/make.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { leavesOf, mapLeaves } from '../tensor/tree.ts';
import { rowsOfBatch, takeData } from './batch-of.ts';
import { batchError } from './explained.ts';
import { differentiate } from './differentiate.ts';
import type { Executor, Pass, Program, Trainer } from './executor.ts';
import { momentOf } from './moment-of.ts';

/** A value that nobody traces is a tensor. */
function computed(value: Value): Tensor {
  if (isTraced(value)) throw new TypeError('a value of another tracer reached the reference executor');
  return value;
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

  function takeStep(pass: Pass, batch: number): number {
    const moment = momentOf(pass, batch, totalSteps);
    const rows = takeData(pass.data, rowsOfBatch(pass, batch));
    const { loss: value, gradient, statistics } = differentiate(program, weights, rows, moment);
    const loss = numberOf(computed(value));
    if (!Number.isFinite(loss)) return loss;
    const leaves = leavesOf(weights);
    const gradients = leavesOf<Value>(gradient);
    const trained = leaves.filter(isTrained);
    const updated = optimizer.update(
      gradients.filter((_, i) => isTrained(leaves[i]!)).map(({ leaf }) => leaf),
      slots,
      trained.map(({ leaf }) => leaf),
      { ...moment.clock, step: scalar(pass.firstStep + batch + 1) },
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

  function attempt(pass: Pass, batch: number): number {
    try {
      return takeStep(pass, batch);
    } catch (error) {
      throw batchError(error, program, weights, pass, batch);
    }
  }

  return {
    steps(pass, from, to) {
      const losses: number[] = [];
      for (let batch = from; batch < to; batch++) {
        losses.push(attempt(pass, batch));
        if (!Number.isFinite(losses.at(-1))) break;
      }
      return Float64Array.from(losses);
    },
    weights: () => weights,
  };
}

function predictor(network: Layer, weights: Tree): (features: Tensor) => Tensor {
  return (features) => computed(applyNetwork(network, weights, features, evaluation));
}

/**
 * Computes op by op in float64 with plain loops: what a learner reads and every other executor is checked against.
 */
export const referenceExecutor: Executor = Object.freeze({ name: 'reference', trainer, predictor });
