import { FoldwiseError } from '../../errors.ts';
import {
  axisOf,
  broadcastShapes,
  broadcastStrides,
  keptShape,
  sameShape,
  showShape,
  sizeOf,
} from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import { primitive, type Value } from '../primitive.ts';
import { lowerReduction } from './lower-reduction.ts';
import { readByStrides, reshape } from './reshape.ts';

export interface ReduceOptions {
  /** Which axes to reduce, counted from 0 or, below 0, from the end; all of them unless given. */
  readonly axes?: number | readonly number[];
  /** Keep the reduced axes, with a length of 1. Off unless asked for. */
  readonly keepDims?: boolean;
}

/** A reduction with its axes counted from 0, in order. */
export interface Reduction {
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

/** The axes of a reduction, checked, counted from 0 and in order. */
export function reductionOf(where: string, shape: Shape, options: ReduceOptions): Reduction {
  const { axes, keepDims = false } = options;
  if (axes === undefined) return { axes: shape.map((_, axis) => axis), keepDims };
  const listed = (typeof axes === 'number' ? [axes] : axes).map((axis) => axisOf(where, axis, shape));
  return { axes: [...new Set(listed)].toSorted((a, b) => a - b), keepDims };
}

/** The shape of a reduction's result. */
export function reducedShape(shape: Shape, { axes, keepDims }: Reduction): Shape {
  return keepDims ? keptShape(shape, axes) : shape.filter((_, axis) => !axes.includes(axis));
}

/** Sums into a result of shape `kept`, which has a length of 1 where an axis of x is summed over. */
function summed(x: Tensor, kept: Shape): Float64Array {
  const into = broadcastStrides(kept, x.shape);
  const source = x.data;
  const out = new Float64Array(sizeOf(kept));
  walk(x.shape, into, into, (at, count, p, step) => {
    if (step === 0) {
      let total = out[p]!;
      for (let i = 0; i < count; i++) total += source[at + i]!;
      out[p] = total;
    } else {
      for (let i = 0; i < count; i++) out[p + i * step]! += source[at + i]!;
    }
  });
  return out;
}

/** The sum as an op of params, for reductions that are already checked. */
export const sumOp: (params: Reduction, ...inputs: readonly Value[]) => Value = primitive<Reduction>({
  name: 'sum',
  shape: ([x], params) => reducedShape(x!, params),
  forward: ([x], params) => ({
    shape: reducedShape(x!.shape, params),
    data: summed(x!, keptShape(x!.shape, params.axes)),
  }),
  backward: (gradient, [x], _, { axes }) => [
    () => broadcastTo(reshape(gradient, keptShape(x!.shape, axes)), x!.shape),
  ],
  lower: (k, out, [x], { axes }) => lowerReduction(k, 'sum', out, x!, axes),
});

/**
 * The sum over some axes, or over all.
 *
 * @example
 * sum(tensor([[1, 2], [3, 4]]), { axes: 0 }); // [4, 6]
 */
export function sum(x: Value, options: ReduceOptions = {}): Value {
  return sumOp(reductionOf('sum', x.shape, options), x);
}

/**
 * Undoes a broadcast: sums over the axes that were repeated to make `x` out of a tensor of `shape`.
 *
 * @example
 * sumTo(ones([4, 3]), [3]); // [4, 4, 4]
 */
export function sumTo(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  const missing = x.shape.length - shape.length;
  const axes = x.shape.flatMap((length, axis) =>
    axis < missing || (shape[axis - missing] === 1 && length !== 1) ? [axis] : [],
  );
  return reshape(sumOp({ axes, keepDims: false }, x), shape);
}

const broadcastOp = primitive<{ readonly shape: Shape }>({
  name: 'broadcastTo',
  shape: ([x], { shape }) => checkedBroadcast(x!, shape),
  forward: ([x], { shape }) =>
    readByStrides(x!, checkedBroadcast(x!.shape, shape), broadcastStrides(x!.shape, shape)),
  backward: (gradient, [x]) => [() => sumTo(gradient, x!.shape)],
  vector: (_, [x]) => x!,
});

function checkedBroadcast(from: Shape, to: Shape): Shape {
  if (sameShape(broadcastShapes('broadcastTo', from, to), to)) return to;
  throw new FoldwiseError(
    `expected a shape that ${showShape(from)} can be repeated to, got ${showShape(to)}`,
    {
      code: 'shape',
      where: 'broadcastTo',
    },
  );
}

/**
 * x repeated along the axes that it lacks, or has with a length of 1, up to a shape.
 *
 * @example
 * broadcastTo(tensor([1, 2]), [3, 2]); // [[1, 2], [1, 2], [1, 2]]
 */
export function broadcastTo(x: Value, shape: Shape): Value {
  return sameShape(x.shape, shape) ? x : broadcastOp({ shape }, x);
}
