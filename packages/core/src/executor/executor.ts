import type { Layer } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import type { Optimizer } from '../optim/rule.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';

/** What is trained, all of it descriptions, and for how long. */
export interface Program {
  readonly network: Layer;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Steps of the whole run: what schedules are counted against. */
  readonly totalSteps: number;
}

/** Rows to learn from. */
export interface TrainingData {
  /** `[rows, …]`: what the network is applied to. */
  readonly features: Tensor;
  /** `[rows]` or `[rows, outputs]`: what the loss compares with. */
  readonly target: Tensor;
  /** `[rows]`, how much each row counts; all the same unless given. */
  readonly rowWeights?: Tensor | undefined;
}

/** One pass over the rows in a given order, cut into batches. */
export interface Pass {
  readonly data: TrainingData;
  /** Rows in the order they are taken. */
  readonly order: Uint32Array;
  /** Rows of a batch; the last one may hold fewer. */
  readonly batchSize: number;
  /** One a batch: what the random numbers of its step come from. */
  readonly seeds: Uint32Array;
  /** The step of the run, from 0, that the first batch is. */
  readonly firstStep: number;
}

/** A training under way: weights and an optimiser's slots that move with every step. */
export interface Trainer {
  /**
   * Takes one step for each of the batches `from` … `to − 1` of a pass, and says the loss of each before its step.
   *
   * Ends early at a loss that is not finite: fewer losses come back, and the last of them is that one. What the batches are cut into
   * calls by does not move a bit of the result.
   */
  steps(pass: Pass, from: number, to: number): Float64Array;
  /** The weights after the last step, not moved by later ones. */
  weights(): Tree;
}

/**
 * Who carries out what layers, losses and rules describe.
 *
 * The reference executor computes op by op; the compiled one, which trains and predicts unless another is given, compiles the step once
 * per shape and runs whole passes in one call. A layer does not know which one runs it.
 */
export interface Executor {
  readonly name: string;
  trainer(program: Program, weights: Tree): Trainer;
  /** The network with these weights as a function of features `[rows, …]`, any number of rows from 1, not training. */
  predictor(network: Layer, weights: Tree): (features: Tensor) => Tensor;
}
