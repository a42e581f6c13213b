import type { Layer } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import type { Tree } from '../tensor/tensor.ts';
import { averagedNetwork, averagingRate, meanWeights, withMeans } from './averaging.ts';
import type { AveragedWeights, Averaging } from './averaging.ts';
import type { Batches } from './batches.ts';
import type { Executor } from '../executor/executor.ts';
import { settleStatistics } from './settle-statistics.ts';

/** What a trainer is handed for a network, and how the weights that come back are read. */
export interface WeightPlan {
  readonly network: Layer;
  /** The tree that the trainer starts from, for weights of the network. */
  start(weights: Tree): Tree;
  /** Of the trainer's tree, the weights that are being trained. */
  trained(tree: Tree): Tree;
  /** Of the trainer's tree after so many steps, the weights that are evaluated and kept. */
  kept(tree: Tree, steps: number): Tree;
}

/** What a plan is made of. */
export interface PlanParts {
  readonly network: Layer;
  readonly loss: Loss;
  readonly averaging: Averaging | undefined;
  readonly executor: Executor;
  readonly totalSteps: number;
  /** Batches to settle statistics by. */
  readonly batches: Batches;
}

/** Weights as they are or, with averaging, their means. */
export function weightPlan({
  network,
  loss,
  averaging,
  executor,
  totalSteps,
  batches,
}: PlanParts): WeightPlan {
  const same = (weights: Tree): Tree => weights;
  if (averaging === undefined) return { network, start: same, trained: same, kept: same };
  // A trainer gives back the tree that it was started with.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const of = (tree: Tree): AveragedWeights => tree as AveragedWeights;
  return {
    network: averagedNetwork(network, averaging),
    start: withMeans,
    trained: (tree) => of(tree).weights,
    kept(tree, steps) {
      const share = averagingRate(averaging).at(steps, totalSteps);
      // The mean of one is that one, and its statistics are its own.
      if (share === 1) return of(tree).weights;
      const program = { network, loss, totalSteps };
      return settleStatistics(executor, program, meanWeights(of(tree), share), batches, steps - 1);
    },
  };
}
