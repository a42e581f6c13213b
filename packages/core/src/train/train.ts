import { compiledExecutor } from '../compiled/compiled-executor.ts';
import { FoldwiseError } from '../errors.ts';
import type { Executor, TrainingData } from '../executor/executor.ts';
import { firstOverflowOfPrediction } from '../executor/first-overflow.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { takeRows } from '../executor/take-rows.ts';
import type { Goal } from '../metrics/metric.ts';
import type { Layer } from '../nn/layer.ts';
import type { Loss } from '../nn/losses/loss.ts';
import type { Optimizer } from '../optim/rule.ts';
import type { Rng } from '../random/rng.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';
import { type Augment, augmented } from './augmented.ts';
import { checkAveraging } from './averaging.ts';
import type { Averaging } from './averaging.ts';
import { makeBatches } from './batches.ts';
import { inSlices } from './breathe.ts';
import { checkData } from './check-data.ts';
import { diverged } from './divergence.ts';
import { patienceOf } from './early-stopping.ts';
import type { EarlyStopping } from './early-stopping.ts';
import { epochStatistics } from './epoch-statistics.ts';
import type { TrainHandler } from './handlers/handler.ts';
import { handling } from './handlers/handling.ts';
import { isBest } from './history.ts';
import type { Best, EpochRecord, Ties } from './history.ts';
import { prediction } from './predict.ts';
import { type Run, runEpoch } from './run-epoch.ts';
import { startWeights } from './start-weights.ts';
import { weightPlan } from './weight-plan.ts';

/** Rows that are not learned from, to see how well it goes. */
export interface Validation {
  /** `[rows, …]`, as those learned from. */
  readonly features: Tensor;
  readonly goal: Goal;
  /** What the network's raw outputs `[rows, outputs]` for these rows are worth; NaN is never the best. */
  score(prediction: Tensor): number;
  /** Score every so many epochs, and after the last; 1. */
  readonly every?: number;
}

/** What is trained, on what, for how long. */
export interface TrainOptions {
  readonly network: Layer;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly data: TrainingData;
  /** The rows of the data that are learned from, by number; all unless given. So trainings that hold out others can share one copy. */
  readonly rows?: Uint32Array | undefined;
  /** Where fresh weights, the order of the rows and the masks of dropout come from. */
  readonly rng: Rng;
  readonly epochs: number;
  /** Rows of a step; 256, as RealMLP has it, or all where there are fewer. */
  readonly batchSize?: number | undefined;
  /** What becomes of a last batch that is not full; kept by default. */
  readonly lastBatch?: 'keep' | 'drop' | undefined;
  /** Makes of the data what an epoch learns from, anew each time: rows turned, shifted, noisier. The data as they are by default. */
  readonly augment?: Augment | undefined;
  /** Weights to start from, in the parameter groups that the network says; fresh ones by default. */
  readonly weights?: Tree | undefined;
  readonly validation?: Validation | undefined;
  /** Ends the training where the validation score no longer improves. */
  readonly earlyStopping?: EarlyStopping | undefined;
  /** Whether the weights of the best epoch come back, not those of the last; by default where there is a validation. */
  readonly restoreBest?: boolean | undefined;
  /** Which of several epochs with the best score is the best; the `first`. `last` suits scores that come in few steps, such as accuracy. */
  readonly ties?: Ties | undefined;
  /**
   * Evaluates and keeps a mean of the weights, not the weights themselves, which go on as without. Where the network has running
   * statistics (batch norm), those under the mean are found by showing it 64 training batches more, at each score and at the end.
   */
  readonly averaging?: Averaging | undefined;
  /**
   * Whether each record says what the outputs and the weights of every layer are like, on the first batch of the epoch and computed by
   * the mathematics of the reference executor: about a reference step more an epoch, which moves no bit of the result. Off by default.
   */
  readonly statistics?: boolean | undefined;
  /** Ends the training within a batch; where `averaging` settles running statistics, its batches are taken before. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every epoch; waited for. */
  readonly onEpoch?: ((record: EpochRecord) => void | Promise<void>) | undefined;
  /** Told of the start, of batches, epochs and the end, each in turn; any of them may end the training. */
  readonly handlers?: readonly TrainHandler[] | undefined;
  /** Who computes; the compiled executor, in float32, unless given. */
  readonly executor?: Executor | undefined;
}

/** What came of a training. */
export interface TrainResult {
  /** Weights of the best epoch, or of the last, or the mean asked for at its end; never such that were not finite. */
  readonly weights: Tree;
  readonly history: readonly EpochRecord[];
  /** The epoch, from 1, that the weights are those after; 0 where they are the first ones. */
  readonly bestEpoch: number;
  /** All epochs done; no better score in sight, or a handler said stop; ended by the signal; or the numbers left all bounds. */
  readonly state: 'finished' | 'stopped-early' | 'aborted' | 'diverged';
  /** Why it diverged: names epoch and batch. For the caller to throw where that is a failure. */
  readonly problem?: FoldwiseError;
}

function refuse(message: string, hint: string): never {
  throw new FoldwiseError(message, { code: 'input', where: 'train', hint });
}

function checkOptions({ epochs, validation, earlyStopping, restoreBest, averaging }: TrainOptions): void {
  if (averaging !== undefined) checkAveraging(averaging);
  if (!Number.isInteger(epochs) || epochs < 1) {
    refuse(`expected at least one epoch, got ${String(epochs)}`, 'pass for example epochs: 30');
  }
  const every = validation?.every ?? 1;
  if (!Number.isInteger(every) || every < 1) {
    refuse(`expected a score every so many epochs, got every: ${String(every)}`, 'pass for example every: 5');
  }
  if (validation === undefined && (earlyStopping !== undefined || restoreBest === true)) {
    refuse(
      `expected a validation to ${earlyStopping === undefined ? 'restore the best weights' : 'stop early'} by, got none`,
      'hold out some rows',
    );
  }
}

function isFloat32({ name }: Executor): boolean {
  return name !== referenceExecutor.name;
}

/** The validation score of these weights. */
async function validate(
  options: TrainOptions,
  weights: Tree,
  epoch: number,
): Promise<number | { readonly problem: FoldwiseError } | 'aborted'> {
  const { network, validation, executor = compiledExecutor, signal } = options;
  const { batches, take, outputs } = prediction(network, weights, validation!.features, { executor });
  let isAborted = false;
  await inSlices(batches, (from, to) => {
    isAborted = signal?.aborted === true;
    if (!isAborted) take(from, to);
    return !isAborted;
  });
  if (isAborted) return 'aborted';
  const broken = outputs.data.findIndex((number) => !Number.isFinite(number));
  if (broken < 0) return validation!.score(outputs);
  const row = Math.floor(broken / (outputs.data.length / outputs.shape[0]!));
  const ofRow = takeRows(validation!.features, Uint32Array.of(row));
  const first = firstOverflowOfPrediction(network, weights, ofRow, isFloat32(executor));
  return {
    problem: diverged(`other predictions for row ${row} of the validation after epoch ${epoch}`, first),
  };
}

/**
 * Fits the weights of a network by mini-batches: the only training loop there is.
 *
 * Each epoch takes the rows in an order of its own, one step a batch; then the validation is scored, the record handed to `onEpoch`,
 * and the patience looked at. The same options and seed give the same bytes, whatever else the machine does. An abort, a stop before
 * the last epoch and a divergence are states of the result, not exceptions.
 *
 * @throws FoldwiseError `input` for options that make no sense, `data` for rows that cannot be learned from, `shape` for a network
 *   that does not fit them.
 * @example
 * const { weights, state } = await train({
 *   network: dense({ units: 1 }), loss: squaredError(), optimizer: adam(), epochs: 20, rng: rng(1),
 *   data: { features: tensor([[1], [2], [3]]), target: tensor([2, 4, 6]) },
 * });
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  checkOptions(options);
  checkData(options.data, options.rows);
  options.loss.checkTarget?.(options.data.target);
  const { network, loss, optimizer, data, rows, rng, epochs, validation, signal } = options;
  const { batchSize = 256, lastBatch = 'keep', ties = 'first', executor = compiledExecutor } = options;
  const restoreBest = options.restoreBest ?? validation !== undefined;
  const inputShape = data.features.shape.slice(1);
  network.outputShape(inputShape);
  const outOfPatience =
    options.earlyStopping && validation && patienceOf(options.earlyStopping, validation.goal);

  const batches = makeBatches(data, { batchSize, lastBatch, rows }, rng.split('batches'));
  const initial = startWeights(network, inputShape, options.weights, rng.split('weights'));
  const totalSteps = epochs * batches.count;
  const settling = makeBatches(data, { batchSize, lastBatch, rows }, rng.split('averaging'));
  const { averaging } = options;
  const plan = weightPlan({ network, loss, averaging, executor, totalSteps, batches: settling });
  const trained = { network: plan.network, loss, optimizer, totalSteps };
  const trainer = executor.trainer(trained, plan.start(initial));

  const history: EpochRecord[] = [];
  let last = { epoch: 0, tree: plan.start(initial) };
  let best: Best | undefined;
  let kept: { readonly of: Tree; readonly weights: Tree } | undefined;
  // To settle a mean takes steps: once, whoever asks.
  const keptAfter = ({ epoch, tree }: typeof last): Tree => {
    if (kept?.of !== tree) kept = { of: tree, weights: plan.kept(tree, epoch * batches.count) };
    return kept.weights;
  };
  const result = (state: TrainResult['state'], problem?: FoldwiseError): TrainResult => {
    const restored = restoreBest ? best : undefined;
    return {
      weights: restored?.weights ?? keptAfter(last),
      history,
      bestEpoch: restored?.epoch ?? last.epoch,
      state,
      ...(problem === undefined ? {} : { problem }),
    };
  };

  const told = handling(options.handlers ?? [], {
    network,
    input: inputShape,
    epochs,
    history,
    weights: () => keptAfter(last),
  });
  const program = { network, loss, totalSteps };
  const { onBatch } = told;
  const run: Run = { trainer, plan, program, isFloat32: isFloat32(executor), signal, onBatch };

  const epochsOf = async (): Promise<TrainResult> => {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const pass = augmented(batches.pass(epoch), options.augment, rng.split(`augment ${epoch}`), rows);
      const end = await runEpoch(run, pass, epoch, last.tree);
      if (end === 'aborted') return result('aborted');
      if (end === 'stopped') return result('stopped-early');
      if ('problem' in end) return result('diverged', end.problem);
      const now = { epoch, tree: trainer.weights() };
      const isScored =
        validation !== undefined && (epoch % (validation.every ?? 1) === 0 || epoch === epochs);
      const weights = isScored ? keptAfter(now) : undefined;
      const score = weights && (await validate(options, weights, epoch));
      if (score === 'aborted') return result('aborted');
      if (typeof score === 'object') return result('diverged', score.problem);
      const statistics =
        options.statistics === true
          ? epochStatistics(run.program, pass, plan.trained(last.tree), plan.trained(now.tree))
          : undefined;
      last = now;
      const improved = score !== undefined && isBest(validation!.goal, ties, score, best);
      if (improved) best = { epoch, score, weights: weights! };
      const record: EpochRecord = {
        epoch,
        loss: end.loss,
        ...(score === undefined ? {} : { score }),
        best: improved,
        ...(statistics === undefined ? {} : { statistics }),
      };
      history.push(record);
      await options.onEpoch?.(record);
      if ((await told.onEpoch(record)) === 'stop') return result('stopped-early');
      if (score !== undefined && outOfPatience?.(score) === true) return result('stopped-early');
    }
    return result('finished');
  };

  await told.onStart();
  const done = await epochsOf();
  await told.onEnd();
  return done;
}
