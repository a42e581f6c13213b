import { slice, sum } from '../autodiff/ops/index.ts';
import type { Value } from '../autodiff/primitive.ts';
import { FoldwiseError } from '../errors.ts';
import type { Layer } from '../nn/layer.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/tensor.ts';

/** Which number of a network's output is looked at, checked. */
export function checkOutput(where: string, network: Layer, row: Shape, output: number): number {
  const shape = network.outputShape(row);
  if (shape.length === 1 && Number.isInteger(output) && output >= 0 && output < sizeOf(shape)) return output;
  throw new FoldwiseError(
    `expected the number of an output of a network that gives [outputs], got ${output} of ${showShape(shape)}`,
    { code: 'input', where, hint: 'pass for example output: 0' },
  );
}

/** The sum over the rows of one output. */
export function scoreOf(outputs: Value, output: number): Value {
  return sum(slice(outputs, 1, output, output + 1));
}
