import { FoldwiseError } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import type { Dataset } from '@foldwise/data';

/** The target of training rows; an error where there is none or no row. */
export function targetOf(train: Dataset, model: string): Tensor {
  const { target } = train;
  if (target !== undefined && target.data.length > 0) return target;
  throw new FoldwiseError(
    `expected training rows with a target, got ${target === undefined ? 'no target' : 'no row'}`,
    {
      code: 'data',
      where: model,
      hint: 'pass a dataset that vectorize(table, target) made',
    },
  );
}
