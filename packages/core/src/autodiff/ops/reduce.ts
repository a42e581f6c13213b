import { FoldwiseError } from '../../errors.ts';
import { broadcastStrides, keptShape, showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { walk } from '../../tensor/walk.ts';
import { primitive, type Value } from '../primitive.ts';
import { divide, multiply, subtract } from './arithmetic.ts';
import { equal } from './compare.ts';
import { lowerReduction } from './lower-reduction.ts';
import { reshape } from './reshape.ts';
import { reducedShape, type Reduction, reductionOf, type ReduceOptions, sumOp } from './sum.ts';

/**
 * The mean over some axes, or over all.
 *
 * @throws FoldwiseError `shape` where there is nothing to take a mean of.
 * @example
 * mean(tensor([[1, 2], [3, 4]]), { axes: -1, keepDims: true }); // [[1.5], [3.5]]
 */
export function mean(x: Value, options: ReduceOptions = {}): Value {
  const reduction = reductionOf('mean', x.shape, options);
  return divide(sumOp(reduction, x), countOf('mean', x.shape, reduction));
}

/**
 * The mean squared distance from the mean, Σ(x − mean)²/n, over some axes, or over all: the biased variance that batch norm uses.
 *
 * @example
 * variance(tensor([1, 3])); // 1
 */
export function variance(x: Value, options: ReduceOptions = {}): Value {
  const reduction = reductionOf('variance', x.shape, options);
  const count = countOf('variance', x.shape, reduction);
  const centre = divide(sumOp({ ...reduction, keepDims: true }, x), count);
  return divide(sumOp(reduction, squaredDistance(x, centre)), count);
}

function squaredDistance(x: Value, centre: Value): Value {
  const distance = subtract(x, centre);
  return multiply(distance, distance);
}

/** How many numbers go into each result, at least one. */
function countOf(where: string, shape: Shape, { axes }: Reduction): number {
  const count = sizeOf(axes.map((axis) => shape[axis]!));
  if (count > 0) return count;
  throw new FoldwiseError(
    `expected at least one number along axes ${axes.join(', ')} of ${showShape(shape)}, got none`,
    {
      code: 'shape',
      where,
    },
  );
}

const maxOp = primitive<Reduction>({
  name: 'max',
  shape: ([x], params) => reducedShape(x!, params),
  forward: ([x], params) => largest(x!, params),
  // Equal largest numbers share the gradient.
  backward: (gradient, [x], output, { axes }) => [
    () => {
      const kept = keptShape(x!.shape, axes);
      const isLargest = equal(x!, reshape(output, kept));
      const share = divide(reshape(gradient, kept), sumOp({ axes, keepDims: true }, isLargest));
      return multiply(isLargest, share);
    },
  ],
  lower: (k, out, [x], { axes }) => lowerReduction(k, 'max', out, x!, axes),
});

function largest(x: Tensor, params: Reduction): Tensor {
  const kept = keptShape(x.shape, params.axes);
  const into = broadcastStrides(kept, x.shape);
  const data = new Float64Array(sizeOf(kept)).fill(-Infinity);
  walk(x.shape, into, into, (at, count, p, step) => {
    // Math.max lets NaN through, as a sum would.
    for (let i = 0; i < count; i++) data[p + i * step] = Math.max(data[p + i * step]!, x.data[at + i]!);
  });
  return { shape: reducedShape(x.shape, params), data };
}

/**
 * The largest number over some axes, or over all; NaN where there is one.
 *
 * Where several are largest, they share the gradient equally.
 *
 * @throws FoldwiseError `shape` where there is nothing to choose from.
 * @example
 * max(tensor([[1, 2], [3, 4]]), { axes: 1 }); // [2, 4]
 */
export function max(x: Value, options: ReduceOptions = {}): Value {
  const reduction = reductionOf('max', x.shape, options);
  countOf('max', x.shape, reduction);
  return maxOp(reduction, x);
}
