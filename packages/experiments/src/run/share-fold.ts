import { shareTensor } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import type { FoldFeatures } from './fold-features.ts';

/** In shared memory, but not as kernels read it: rows that are predicted go through the kernels' own memory, some at a time. */
function shareNumbers({ shape, data }: Tensor): Tensor {
  const shared = new Float64Array(new SharedArrayBuffer(data.byteLength));
  shared.set(data);
  return { shape, data: shared };
}

/** The same features in shared memory: every thread they are posted to reads them where they lie. */
export function shareFold({ train, validation, truth, weights, test }: FoldFeatures): FoldFeatures {
  const target = train.target && shareNumbers(train.target);
  const rowWeights = train.rowWeights && shareNumbers(train.rowWeights);
  return {
    train: {
      ...train,
      features: shareTensor(train.features),
      ...(target && { target }),
      ...(rowWeights && { rowWeights }),
    },
    validation: shareNumbers(validation),
    truth: shareNumbers(truth),
    ...(weights && { weights: shareNumbers(weights) }),
    test: shareNumbers(test),
  };
}
