import { compiledExecutor } from '../compiled/compiled-executor.ts';
import { FoldwiseError } from '../errors.ts';
import type { Executor } from '../executor/executor.ts';
import { explained } from '../executor/explained.ts';
import { referenceExecutor } from '../executor/reference-executor.ts';
import { takeRows } from '../executor/take-rows.ts';
import type { Layer } from '../nn/layer.ts';
import { located } from '../nn/located.ts';
import { sizeWithRoom } from '../tensor/size-with-room.ts';
import type { Tensor, Tree } from '../tensor/tensor.ts';

/** How predictions are made. */
export interface PredictOptions {
  /** Rows at a time; 1024. It bounds the memory and does not change the result. */
  readonly batchSize?: number;
  /** Who computes; the compiled executor, in float32, unless given. */
  readonly executor?: Executor;
}

/** The rows from … to − 1 of a tensor, as a view of the same numbers. */
function rowsBetween({ shape, data }: Tensor, from: number, to: number): Tensor {
  const width = shape.slice(1).reduce((size, length) => size * length, 1);
  return { shape: [to - from, ...shape.slice(1)], data: data.subarray(from * width, to * width) };
}

/** A prediction under way, so that whoever makes it may look up between batches. */
export interface Prediction {
  /** How many batches there are. */
  readonly batches: number;
  /** Computes the batches from … to − 1. */
  readonly take: (from: number, to: number) => void;
  /** Whole once all batches are taken. */
  readonly outputs: Tensor;
}

function checkRows(features: Tensor, batchSize: number): number {
  const [rows] = features.shape;
  if (rows === undefined) {
    throw new FoldwiseError('expected features of shape [rows, …], got a scalar', {
      code: 'shape',
      where: 'predict',
    });
  }
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new FoldwiseError(`expected a batch size of at least 1, got ${String(batchSize)}`, {
      code: 'input',
      where: 'predict',
    });
  }
  return rows;
}

/** A prediction of which no batch is made yet. */
export function prediction(
  network: Layer,
  weights: Tree,
  features: Tensor,
  { batchSize = 1024, executor = compiledExecutor }: PredictOptions = {},
): Prediction {
  const rows = checkRows(features, batchSize);
  const outputShape = network.outputShape(features.shape.slice(1));
  const width = outputShape.reduce((size, length) => size * length, 1);
  const size = located('predict', () => sizeWithRoom([rows, ...outputShape]));
  const data = new Float64Array(size);
  const apply = executor.predictor(network, weights);
  const takeBatch = (from: number): void => {
    const to = Math.min(rows, from + batchSize);
    try {
      data.set(apply(rowsBetween(features, from, to)).data, from * width);
    } catch (error) {
      const reference = referenceExecutor.predictor(network, weights);
      const ofBatch = Uint32Array.from({ length: to - from }, (_, i) => from + i);
      throw explained(error, ofBatch, (some) => reference(takeRows(features, some)));
    }
  };
  return {
    batches: Math.ceil(rows / batchSize),
    take(from, to) {
      for (let batch = from; batch < to; batch++) takeBatch(batch * batchSize);
    },
    outputs: { shape: [rows, ...outputShape], data },
  };
}

/**
 * What a network with these weights says of features `[rows, …]`: its raw outputs `[rows, outputs]`, batch by batch.
 *
 * No row gives `[0, outputs]`.
 *
 * @throws FoldwiseError `shape` where the features do not fit the network, `input` for a batch size below 1; `input` or `data`, with the
 *   row and the layer, for a number that a layer can do nothing with, such as a code that its embedding does not have.
 * @example
 * const outputs = predict(network, result.weights, features);
 */
export function predict(
  network: Layer,
  weights: Tree,
  features: Tensor,
  options: PredictOptions = {},
): Tensor {
  const { batches, take, outputs } = prediction(network, weights, features, options);
  take(0, batches);
  return outputs;
}
