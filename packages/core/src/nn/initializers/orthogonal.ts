import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import { fromData } from '../../tensor/make.ts';
import { showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkNumber } from '../../check-option.ts';
import type { Initializer } from './initializer.ts';

/**
 * A random matrix with orthonormal columns (or rows, where it is wider than tall), times `gain`: WᵀW = gain²·I.
 *
 * Uniform among all such matrices: the columns are those of a normal matrix, made orthonormal one after the other
 * (Gram–Schmidt with a positive diagonal; Mezzadri 2007, "How to generate random matrices from the classical compact groups").
 * Axes before the last are taken together. Saxe et al. 2014, "Exact solutions to the nonlinear dynamics of learning in deep
 * linear neural networks".
 *
 * @example
 * const kernel = orthogonal().draw([64, 64], rng(1));
 */
export function orthogonal(gain = 1): Initializer {
  checkNumber('orthogonal', 'gain', gain);
  return Object.freeze({
    spec: Object.freeze({ kind: 'orthogonal', gain }),
    draw(shape: Shape, rng: Rng): Tensor {
      if (shape.length < 2) {
        throw new FoldwiseError(`expected a weight with at least 2 axes, got shape ${showShape(shape)}`, {
          code: 'shape',
          where: 'orthogonal',
          hint: 'use it for kernels and start biases from zeroWeights()',
        });
      }
      const columns = shape.at(-1)!;
      const rows = sizeOf(shape.slice(0, -1));
      const tall = rows >= columns;
      const basis = orthonormal(Math.min(rows, columns), Math.max(rows, columns), rng);
      const data = new Float64Array(rows * columns);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++)
          data[i * columns + j] = gain * (tall ? basis[j]![i]! : basis[i]![j]!);
      }
      return fromData(data, shape);
    },
  });
}

/** `count` orthonormal vectors of `length` numbers each. */
function orthonormal(count: number, length: number, rng: Rng): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    const vector = Float64Array.from({ length }, () => rng.normal());
    // Twice is enough: the second pass removes what rounding left of the first (Giraud et al. 2005).
    for (let pass = 0; pass < 2; pass++) for (const other of basis) subtractProjection(vector, other);
    const norm = Math.sqrt(dot(vector, vector));
    if (norm > 1e-10) basis.push(vector.map((x) => x / norm));
  }
  return basis;
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const along = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i]! -= along * unit[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
