import { adam } from '@foldwise/core';
import type { Optimizer } from '@foldwise/core';
import type { Model } from './model.ts';
import { neuralNetwork } from './neural-network.ts';

export interface LinearModelOptions {
  /** Default `adam({ learningRate: 1e-2 })`. */
  readonly optimizer?: Optimizer;
  /** Default 50. */
  readonly epochs?: number;
  /** Default 256. */
  readonly batchSize?: number;
}

/**
 * A network without hidden layers: linear regression, or logistic (softmax) regression of classes. The baseline for anything deeper.
 *
 * @example
 * const baseline = linearModel({ epochs: 30 });
 */
export function linearModel(options: LinearModelOptions = {}): Model {
  return neuralNetwork({
    layers: [],
    optimizer: options.optimizer ?? adam({ learningRate: 1e-2 }),
    epochs: options.epochs ?? 50,
    ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
  });
}
