import { statelessRule } from '../optim/make-rule.ts';
import { zeros } from '../tensor/make.ts';
import type { Tree } from '../tensor/tensor.ts';
import { leavesOf } from '../tensor/tree.ts';
import type { Batches } from './batches.ts';
import type { Executor, Program } from '../executor/executor.ts';

/** After so many batches a running mean that takes in a tenth of each has forgotten all but a thousandth of where it started. */
const BATCHES = 64;

/** Moves nothing. */
const rest = statelessRule({ kind: 'rest' }, (updates) => updates.map(({ shape }) => zeros(shape)));

/**
 * Weights that were not trained as they stand, with the statistics that training batches show under them.
 *
 * A running mean of activations belongs to the weights it was observed under; under the mean of several weights it is off. The
 * network is shown 64 batches of its training rows, or as often all of them, and learns nothing but its statistics; schedules stand
 * still at the given step. Where it has none, nothing is done.
 */
export function settleStatistics(
  executor: Executor,
  program: Omit<Program, 'optimizer'>,
  weights: Tree,
  batches: Batches,
  step: number,
): Tree {
  if (!leavesOf(weights).some(({ leaf }) => leaf.role === 'statistic')) return weights;
  const trainer = executor.trainer({ ...program, optimizer: rest }, weights);
  for (let [done, epoch] = [0, 1]; done < BATCHES; epoch += 1) {
    const pass = batches.pass(epoch);
    for (let batch = 0; batch < batches.count && done < BATCHES; batch++, done++) {
      trainer.steps({ ...pass, firstStep: step - batch }, batch, batch + 1);
    }
  }
  return trainer.weights();
}
