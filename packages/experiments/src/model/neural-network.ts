import {
  compiledExecutor,
  dense,
  describeNetwork,
  FoldwiseError,
  predict,
  sequential,
  specOfFunction,
  train,
} from '@foldwise/core';
import type { Executor, Layer, Loss, Optimizer, Spec, TrainResult } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';
import { datasetRows, holdOutRows, rowNumbers, rowsOf } from './hold-out-rows.ts';
import { monitorOf } from './monitor.ts';
import type { Monitor } from './monitor.ts';
import type { FitContext, Model, Predictor } from './model.ts';
import { outputsOf } from '../competition/task.ts';
import type { Task } from '../competition/task.ts';
import { outputHead } from './output-head.ts';
import { profileTraining } from './profile-training.ts';
import { targetOf } from './target-of.ts';

/** What the layers of a network can be made to fit. */
export interface FeatureNames {
  readonly names: readonly string[];
  /** How many levels a feature of level numbers has, 0 for any other: what an embedding needs. */
  readonly cardinalities: readonly number[];
}

export interface NeuralNetworkOptions {
  /**
   * The hidden layers, or a function of the number of features that makes them. The last layer, `dense` with one unit, or one a class or target,
   * is added by itself; `[]` is a linear model.
   */
  readonly layers: readonly Layer[] | ((features: number, about: FeatureNames) => readonly Layer[]);
  readonly optimizer: Optimizer;
  /** Passes over the training rows, at most. */
  readonly epochs: number;
  /** Rows a step; default 256, or all where there are fewer. */
  readonly batchSize?: number;
  /** Default: squared error of the standardised target, or the cross-entropy of the task. */
  readonly loss?: Loss;
  /** The share of the training rows that is kept aside to tell the best epoch by, in [0, 0.5]; default 0.15. 0: learn from all. */
  readonly holdOut?: number;
  /** Stop after so many epochs without a better score on the rows kept aside; default: train all epochs. */
  readonly patience?: number;
  /** Whether the weights of the best epoch are kept, not those of the last; default true. Needs rows kept aside. */
  readonly restoreBest?: boolean;
  /** What "better" means on the rows kept aside; default the metric, or the loss where the metric counts labels and so moves in jumps. */
  readonly monitor?: Monitor;
  /** Whether predictions of a regression are kept within the range of the training target; default true. */
  readonly clamp?: boolean;
  /** Who computes; default: who the run says, or the compiled executor. Part of the spec where given, since another one rounds otherwise. */
  readonly executor?: Executor;
}

type Checked = Required<
  Omit<NeuralNetworkOptions, 'batchSize' | 'loss' | 'patience' | 'monitor' | 'executor'>
> &
  NeuralNetworkOptions;

const isWhole = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;

/** Each rule: whether the options keep to it, what was expected, and what to write instead. */
const rules: readonly (readonly [(o: Checked) => boolean, string, (o: Checked) => unknown, string])[] = [
  [
    (o) => typeof o.layers === 'function' || Array.isArray(o.layers),
    'layers as a list or a function',
    (o) => typeof o.layers,
    'pass layers: [dense({ units: 64 }), activation("silu")]',
  ],
  [
    (o) => typeof o.optimizer?.update === 'function',
    'an optimizer',
    (o) => typeof o.optimizer,
    'pass optimizer: adamW({ learningRate: 1e-3 })',
  ],
  [(o) => isWhole(o.epochs), 'epochs as a whole number of at least 1', (o) => o.epochs, 'pass epochs: 30'],
  [
    (o) => o.batchSize === undefined || isWhole(o.batchSize),
    'batchSize as a whole number of at least 1',
    (o) => o.batchSize,
    'pass batchSize: 256',
  ],
  [
    (o) => o.holdOut >= 0 && o.holdOut <= 0.5,
    'holdOut as a share from 0 to 0.5',
    (o) => o.holdOut,
    'pass holdOut: 0.15',
  ],
  [
    (o) => o.patience === undefined || isWhole(o.patience),
    'patience as a whole number of at least 1',
    (o) => o.patience,
    'pass patience: 10, or leave it out',
  ],
  [
    (o) => o.patience === undefined || o.holdOut > 0,
    'rows kept aside to stop early by',
    () => 'holdOut: 0',
    'pass holdOut: 0.15, or leave patience out',
  ],
];

function check(options: Checked): void {
  const broken = rules.find(([keeps]) => !keeps(options));
  if (broken === undefined) return;
  const [, expected, got, hint] = broken;
  throw new FoldwiseError(`expected ${expected}, got ${String(got(options))}`, {
    code: 'input',
    where: 'neuralNetwork',
    hint,
  });
}

function specOf(options: Checked): Spec {
  const { layers, optimizer, loss, epochs, batchSize, holdOut, patience, restoreBest, monitor } = options;
  const { clamp, executor } = options;
  return Object.freeze({
    kind: 'neuralNetwork',
    layers: typeof layers === 'function' ? specOfFunction(layers) : layers.map((layer) => layer.spec),
    optimizer: optimizer.spec,
    epochs,
    batchSize: batchSize ?? null,
    loss: loss?.spec ?? null,
    holdOut,
    patience: patience ?? null,
    restoreBest,
    monitor: monitor ?? null,
    clamp,
    ...(executor === undefined ? {} : { executor: executor.name }),
  });
}

/**
 * A network that is trained by mini-batches, with its last layer, loss and scaling chosen by the task.
 *
 * - Regression: each target (log(1 + y) on a log1p scale) is standardised on the rows that are learned from; predictions are mapped back
 *   and kept within the range of the training target.
 * - Binary: one logit, σ(z). Multiclass: a logit a class, softmax.
 * - A share of the training rows, of each class alike, is kept aside; the weights of the epoch that does best on them are kept. The
 *   validation rows of a fold are never seen, so the cross-validation tells the truth.
 *
 * @throws FoldwiseError for options that make no sense; when fitting, where training diverges or was stopped.
 *
 * @example
 * const mlp = neuralNetwork({
 *   layers: [dense({ units: 64 }), activation('silu'), dropout(0.2)],
 *   optimizer: adamW({ learningRate: 1e-3 }),
 *   epochs: 30,
 * });
 */
export function neuralNetwork(options: NeuralNetworkOptions): Model {
  const checked: Checked = {
    ...options,
    holdOut: options.holdOut ?? 0.15,
    restoreBest: options.restoreBest ?? true,
    clamp: options.clamp ?? true,
  };
  check(checked);
  return Object.freeze({
    spec: specOf(checked),
    fit: (rows: Dataset, context: FitContext): Promise<Predictor> => fit(checked, rows, context),
    network: (rows: Dataset, task: Task): Layer => networkOf(checked, rows, outputsOf(task)),
  });
}

function networkOf({ layers }: Checked, rows: Dataset, outputs: number): Layer {
  const { featureNames, cardinalities } = rows;
  const about = { names: featureNames, cardinalities: cardinalities ?? featureNames.map(() => 0) };
  const hidden = typeof layers === 'function' ? layers(rows.features.shape[1]!, about) : layers;
  return sequential(...hidden, dense({ units: outputs }));
}

/** All rows where the number of epochs is known already, or nothing is to be kept aside. */
function cut(options: Checked, target: ReturnType<typeof targetOf>, { task, rng, epochs }: FitContext) {
  if (epochs === undefined && options.holdOut > 0)
    return holdOutRows(task, target, options.holdOut, rng.split('hold-out'));
  return { kept: rowNumbers(target.shape[0]!), aside: new Uint32Array() };
}

async function fit(options: Checked, rows: Dataset, context: FitContext): Promise<Predictor> {
  const executor = options.executor ?? context.executor ?? compiledExecutor;
  const target = targetOf(rows, 'neuralNetwork');
  const { kept, aside } = cut(options, target, context);
  const head = outputHead(context.task, rowsOf(target, kept), target, options.clamp);
  const network = networkOf(options, rows, head.outputs);
  const loss = options.loss ?? head.loss;
  const validation =
    aside.length === 0
      ? undefined
      : monitorOf(options.monitor, { context, head, loss, ...datasetRows(rows, target, aside) });
  const { features, rowWeights } = rows;
  const data = { features, target: head.encode(target), ...(rowWeights && { rowWeights }) };
  const result = await train({
    network,
    loss,
    optimizer: options.optimizer,
    data,
    rows: kept,
    rng: context.rng.split('train'),
    epochs: context.epochs ?? options.epochs,
    batchSize: options.batchSize,
    validation,
    earlyStopping: validation && options.patience !== undefined ? { patience: options.patience } : undefined,
    restoreBest: validation !== undefined && options.restoreBest,
    signal: context.signal,
    executor,
    statistics: context.statistics,
    onEpoch: ({ epoch, score, loss: trainingLoss }) =>
      context.report?.(epoch, score ?? trainingLoss, validation?.unit ?? 'loss'),
  });
  checkEnd(result);
  const statistics = result.history.at(-1)?.statistics;
  return {
    weights: result.weights,
    epochs: result.bestEpoch,
    ...(statistics === undefined ? {} : { statistics }),
    profile: () =>
      profileTraining(
        { network, loss, optimizer: options.optimizer },
        { weights: result.weights, data, batchSize: options.batchSize, executor },
      ),
    layers: describeNetwork(network, rows.features.shape.slice(1)),
    predict: (inputs) => head.decode(predict(network, result.weights, inputs, { executor })),
  };
}

function checkEnd({ state, problem }: TrainResult): void {
  if (state === 'aborted') {
    throw new FoldwiseError('stopped before the end of the training', {
      code: 'aborted',
      hint: 'run the same command again to go on',
    });
  }
  if (state === 'diverged') throw problem ?? new FoldwiseError('training diverged', { code: 'training' });
}
