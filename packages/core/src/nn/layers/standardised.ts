import { add, divide, mean, sqrt, square, subtract } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';

/** (x − μ)/√(σ² + ε) with mean and variance over some axes; σ² is divided by the count. */
export function standardised(x: Value, axes: number | readonly number[], epsilon: number): Value {
  const each = { axes, keepDims: true };
  const centred = subtract(x, mean(x, each));
  const variance = mean(square(centred), each);
  return divide(centred, sqrt(add(variance, epsilon)));
}
