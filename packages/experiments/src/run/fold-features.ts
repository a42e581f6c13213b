import type { Tensor } from '@foldwise/core';
import { fitTransform, takeTarget, vectorize } from '@foldwise/data';
import type { Dataset, FittedTransformer, Transformer } from '@foldwise/data';
import { hashOf } from '../journal/canonical-json.ts';
import { rowNumbers, rowsOf } from '../model/hold-out-rows.ts';
import { asTarget } from './prepare-data.ts';
import type { PreparedData } from './prepare-data.ts';

/** What one fold's model is trained on, scored on and applied to. */
export interface FoldFeatures {
  readonly train: Dataset;
  /** `[rows, features]`. */
  readonly validation: Tensor;
  /** `[validation rows]`, or `[validation rows, targets]`: what is true of them, as the metric takes it. */
  readonly truth: Tensor;
  /** `[validation rows]`: how much each counts in the score, where not all count the same. */
  readonly weights?: Tensor;
  /** `[rows, features]`. */
  readonly test: Tensor;
}

/** The weights of these rows under a name, where rows have some. */
function weighted<Name extends string>(
  name: Name,
  { rowWeights }: PreparedData,
  rows: Uint32Array,
): { readonly [N in Name]?: Tensor } {
  return (rowWeights === undefined ? {} : { [name]: rowsOf(rowWeights, rows) }) as { [N in Name]?: Tensor };
}

/** What a model is trained on, and what was learned to put other rows through. */
interface FittedFeatures {
  readonly train: Dataset;
  readonly fitted: FittedTransformer;
}

function featuresOf(features: Transformer, data: PreparedData, rows: Uint32Array): FittedFeatures {
  const target = takeTarget(asTarget(data.targetColumns), rows);
  const [table, fitted] = fitTransform(features, data.train.take(rows), target);
  const train = vectorize(table, rowsOf(data.target, rows));
  return { train: { ...train, ...weighted('rowWeights', data, rows) }, fitted };
}

/** The features of a fold's training rows, and what was learned from them. */
export function fitFoldFeatures(features: Transformer, data: PreparedData, fold: number): FittedFeatures {
  return featuresOf(features, data, data.folds[fold]!.train);
}

/** The features of all training rows, and what was learned from them. */
export function fitAllFeatures(features: Transformer, data: PreparedData): FittedFeatures {
  return featuresOf(features, data, rowNumbers(data.train.length));
}

/** What is true of these rows, as the metric takes it. */
export function truthOf(data: PreparedData, rows: Uint32Array): Tensor {
  return rowsOf(data.target, rows);
}

/** The features of a fold, fitted on its training rows alone: nothing of the validation or test rows reaches the fit. */
export function foldFeatures(features: Transformer, data: PreparedData, fold: number): FoldFeatures {
  const { validation } = data.folds[fold]!;
  const { train, fitted } = fitFoldFeatures(features, data, fold);
  return {
    train,
    validation: vectorize(fitted.transform(data.train.take(validation))).features,
    truth: truthOf(data, validation),
    ...weighted('weights', data, validation),
    test: vectorize(fitted.transform(data.test)).features,
  };
}

/** The features of a last fit on all training rows. */
export function allFeatures(features: Transformer, data: PreparedData): Pick<FoldFeatures, 'train' | 'test'> {
  const { train, fitted } = fitAllFeatures(features, data);
  return { train, test: vectorize(fitted.transform(data.test)).features };
}

/** Bytes of features that are kept between trials, of about as much as a laptop can spare for each thread that trains. */
const budget = 768 * 2 ** 20;

function bytesOf({ train, validation, test }: FoldFeatures): number {
  return train.features.data.byteLength + validation.data.byteLength + test.data.byteLength;
}

/**
 * Makes a fold's features once for each description of features, and keeps them for the next trial as long as they fit into memory, that of
 * so many `threads`; what was not asked for the longest goes first.
 */
export function keepFeatures(
  make: (features: Transformer, fold: number) => FoldFeatures,
  threads = 1,
): (features: Transformer, fold: number) => FoldFeatures {
  const most = budget * threads;
  // In the order in which they were asked for last.
  const kept = new Map<string, FoldFeatures>();
  let bytes = 0;
  return (features, fold) => {
    const key = `${hashOf(features.spec)} ${fold}`;
    const known = kept.get(key);
    const made = known ?? make(features, fold);
    if (known !== undefined) kept.delete(key);
    else bytes += bytesOf(made);
    kept.set(key, made);
    for (const [oldest, each] of kept) {
      if (bytes <= most) break;
      kept.delete(oldest);
      bytes -= bytesOf(each);
    }
    return made;
  };
}
