import { compiledExecutor } from '../compiled/compiled-executor.ts';
import { FoldwiseError } from '../errors.ts';
import type { Executor } from '../executor/executor.ts';
import type { Layer } from '../nn/layer.ts';
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

/**
 * What a network with these weights says of features `[rows, …]`: its raw outputs `[rows, outputs]`, batch by batch.
 *
 * No row gives `[0, outputs]`.
 *
 * @throws FoldwiseError `shape` where the features do not fit the network, `input` for a batch size below 1.
 * @example
 * const outputs = predict(network, result.weights, features);
 */
export function predict(
  network: Layer,
  weights: Tree,
  features: Tensor,
  { batchSize = 1024, executor = compiledExecutor }: PredictOptions = {},
): Tensor {
  const [rows, ...row] = features.shape;
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
  const outputShape = network.outputShape(row);
  const width = outputShape.reduce((size, length) => size * length, 1);
  const data = new Float64Array(rows * width);
  const apply = executor.predictor(network, weights);
  for (let from = 0; from < rows; from += batchSize) {
    data.set(apply(rowsBetween(features, from, Math.min(rows, from + batchSize))).data, from * width);
  }
  return { shape: [rows, ...outputShape], data };
}
