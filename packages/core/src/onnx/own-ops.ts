import * as ops from '../autodiff/ops/index.ts';
import type { Primitive, Traced, Tracer, Value } from '../autodiff/primitive.ts';
import { erf } from './erf.ts';
import type { Shape } from '../tensor/tensor.ts';

/** Is told of ops, and keeps them. */
class Collector implements Tracer {
  readonly level = 0;
  readonly found = new Set<Primitive<unknown>>();

  apply<P>(op: Primitive<P>, params: P, inputs: readonly Value[]): Value {
    this.found.add(op);
    return this.value(
      op.shape(
        inputs.map(({ shape }) => shape),
        params,
      ),
    );
  }

  value(shape: Shape): Traced {
    return { shape, tracer: this };
  }
}

const { abs, cos, elu, exp, expm1, gelu, leakyRelu, log, log1p, logSoftmax, mish, negate, relu, selu } = ops;
const { sigmoid, sign, silu, sin, softmax, softplus, sqrt, square, stopGradient, tanh } = ops;

let collected: ReadonlySet<Primitive<unknown>> | undefined;

function own(): ReadonlySet<Primitive<unknown>> {
  collected ??= collect();
  return collected;
}

/** An op of foldwise by its name, with the params that it has. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function ownOp<P>(name: string): Primitive<P> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return [...own()].find((op) => op.name === name) as unknown as Primitive<P>;
}

/** Whether an op is foldwise's: one that somebody else defines may have the name of one, and do something else. */
export function isOwnOp(op: Primitive<unknown>): boolean {
  return own().has(op);
}

/** The ops that the functions of foldwise tell a tracer. */
function collect(): ReadonlySet<Primitive<unknown>> {
  const collector = new Collector();
  const x = collector.value([2, 3]);
  const images = collector.value([2, 4, 4, 1]);
  for (const f of [abs, cos, elu, exp, expm1, gelu, leakyRelu, log, log1p, logSoftmax, mish, negate, relu])
    f(x);
  for (const f of [selu, sigmoid, sign, silu, sin, softmax, softplus, sqrt, square, stopGradient, tanh]) f(x);
  const { add, divide, equal, greater, greaterEqual, maximum, minimum, multiply, subtract } = ops;
  for (const f of [add, divide, equal, greater, greaterEqual, maximum, minimum, multiply, subtract]) f(x, x);
  erf(x);
  ops.power(x, 3);
  ops.power(x, 0.7);
  ops.where(x, x, x);
  ops.clip(x, 0, 1);
  ops.reshape(x, [6]);
  ops.transpose(x);
  ops.broadcastTo(x, [2, 2, 3]);
  ops.slice(x, 0, 0, 1);
  ops.pad(x, 0, 1, 1);
  ops.concat([x, x], 0);
  ops.gather(x, x);
  ops.oneHot(x, 2);
  ops.sum(x);
  ops.max(x);
  ops.matmul(x, x, { transposeB: true });
  ops.matmul(images, images, { transposeB: true });
  ops.matmulByGroup(collector.value([2, 3, 4]), collector.value([3, 4, 5]));
  ops.unpatches(ops.patches(images, { size: 2 }), { size: 2, height: 4, width: 4 });
  ops.maxPool2d(images, { size: 2 });
  return collector.found;
}
