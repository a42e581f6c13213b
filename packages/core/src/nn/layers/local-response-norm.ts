import { add, multiply, pad, power, slice, square } from '../../autodiff/ops/index.ts';
import { asOne, type Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { featuresOf } from './features.ts';
import { withoutWeights } from './without-weights.ts';

/** The constants of local response normalisation; by default those of the paper, which are Lasagne's too. */
export interface LocalResponseNormOptions {
  /** How many neighbouring channels count, an odd number; 5 by default. */
  readonly size?: number;
  /** 1e-4 by default. */
  readonly alpha?: number;
  /** 0.75 by default. */
  readonly beta?: number;
  /** The paper's k, above 0; 2 by default. */
  readonly offset?: number;
}

/**
 * Each number divided by the size of its neighbours in other channels, y[c] = x[c]/(offset + α·Σ x[j]²)^β, j within size/2 of c; channels
 * are the last axis.
 *
 * PyTorch's `LocalResponseNorm` divides α by the size. Krizhevsky, Sutskever & Hinton 2012, "ImageNet Classification with Deep
 * Convolutional Neural Networks", section 3.3.
 *
 * @example
 * const block = sequential(conv2d({ filters: 16, kernelSize: 5 }), relu(), localResponseNorm());
 */
export function localResponseNorm(options: LocalResponseNormOptions = {}): Layer<NoWeights> {
  const kind = 'localResponseNorm';
  const {
    size = 5,
    alpha = 1e-4,
    beta = 0.75,
    offset = 2,
  } = checkOptions(kind, options, ['size', 'alpha', 'beta', 'offset']);
  if (!Number.isInteger(size) || size < 1 || size % 2 === 0) {
    throw new FoldwiseError(`expected size to be an odd number, got ${String(size)}`, {
      code: 'input',
      where: kind,
      hint: 'so that there are as many neighbours before as after',
    });
  }
  checkNumber(kind, 'alpha', alpha, 'a number of at least 0', (a) => a >= 0);
  checkNumber(kind, 'beta', beta);
  checkNumber(kind, 'offset', offset, 'a number above 0', (k) => k > 0);
  const spec = Object.freeze({ kind, size, alpha, beta, offset });
  return withoutWeights(
    spec,
    (input) => {
      featuresOf(kind, input);
      return input;
    },
    (x) =>
      asOne(spec, { x }, () => {
        const near = sumOfNeighbours(square(x), size);
        return multiply(x, power(add(multiply(near, alpha), offset), -beta));
      }),
  );
}

/** Sums of so many neighbours along the last axis, with zeros beyond the ends. */
function sumOfNeighbours(x: Value, size: number): Value {
  const width = x.shape.at(-1)!;
  const half = (size - 1) / 2;
  const wide = pad(x, -1, half, half);
  const shifted = Array.from({ length: size }, (_, i) => slice(wide, -1, i, i + width));
  return shifted.reduce((sum, part) => add(sum, part));
}
