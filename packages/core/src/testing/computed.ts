import { isTraced, type Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A value that must be a tensor by now, since everything it was made of was. */
export function computed(value: Value): Tensor {
  if (!isTraced(value)) return value;
  throw new FoldwiseError('expected a tensor, got a traced value', {
    code: 'input',
    where: 'computed',
    hint: 'write it in ops, and keep no value of an earlier call',
  });
}
