import * as ops from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { broadcastShapes, sameShape } from '../../tensor/shape.ts';
import type { Call, Operators } from './call.ts';

/** Products of matrices, the axes before them repeated to fit; a vector is a matrix of one row or column. */
function matmul(call: Call): Value {
  const [a, b] = [call.value(0), call.value(1)];
  const left = a.shape.length === 1 ? ops.reshape(a, [1, ...a.shape]) : a;
  const right = b.shape.length === 1 ? ops.reshape(b, [...b.shape, 1]) : b;
  const product = multiplied(left, right);
  const shape = product.shape.filter(
    (_, axis) =>
      !(a.shape.length === 1 && axis === product.shape.length - 2) &&
      !(b.shape.length === 1 && axis === product.shape.length - 1),
  );
  return ops.reshape(product, shape);
}

function multiplied(a: Value, b: Value): Value {
  const [ahead, behind] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  if (ahead.length === 0 || behind.length === 0 || sameShape(ahead, behind)) return ops.matmul(a, b);
  const batch = broadcastShapes('MatMul', ahead, behind);
  const repeated = (x: Value): Value => ops.broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
  return ops.matmul(repeated(a), repeated(b));
}

/** α·A·B + β·C, either matrix transposed where asked. */
function gemm(call: Call): Value {
  const transposes = { transposeA: call.int('transA', 0) === 1, transposeB: call.int('transB', 0) === 1 };
  const scaled = (x: Value, by: number): Value => (by === 1 ? x : ops.multiply(x, by));
  const product = scaled(ops.matmul(call.value(0), call.value(1), transposes), call.real('alpha', 1));
  const added = call.inputs[2];
  return added === undefined ? product : ops.add(product, scaled(added, call.real('beta', 1)));
}

/** Operators that multiply matrices. */
export const products: Operators = { Gemm: gemm, MatMul: matmul };
