import type { Value } from '../autodiff/primitive.ts';
import { matmul, transpose } from '../autodiff/ops/index.ts';

/**
 * A matrix of its own for each group of numbers in a row: x `[batch, groups, inputs]` and kernel `[groups, inputs, outputs]` →
 * `[batch, groups, outputs]`, y[b, g] = x[b, g]·W[g].
 */
export function matmulByGroup(x: Value, kernel: Value): Value {
  return transpose(matmul(transpose(x, [1, 0, 2]), kernel), [1, 0, 2]);
}
