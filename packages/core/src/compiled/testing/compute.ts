import type { Value } from '../../autodiff/primitive.ts';
import type { Layer } from '../../nn/layer.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Executor } from '../../executor/executor.ts';

/** A function of values, computed by an executor: a network whose weights are its inputs. */
export function computeBy(
  executor: Executor,
  f: (...inputs: readonly Value[]) => Value,
  inputs: readonly Tensor[],
): Tensor {
  const network: Layer<readonly Tensor[]> = {
    spec: { kind: 'function' },
    outputShape: (shape) => shape,
    init: () => inputs,
    apply: (values) => f(...values),
  };
  return executor.predictor(network, inputs)({ shape: [1, 1], data: new Float64Array(1) });
}
