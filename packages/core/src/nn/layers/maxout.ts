import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Context, Layer, ValuesOf } from '../layer.ts';
import { located } from '../located.ts';
import { noWeights } from '../no-weights.ts';
import { dense, type DenseWeights } from './dense.ts';
import { featurePool } from './feature-pool.ts';

/** What a maxout layer is made of. */
export interface MaxoutOptions {
  /** How many outputs each row gets. */
  readonly units: number;
  /** Of how many weighted sums each output is the largest; 2 by default. */
  readonly pieces?: number;
  /** How the kernel starts; `glorotUniform()` by default. */
  readonly kernelInit?: Initializer;
  /** How the bias starts; zeros by default. */
  readonly biasInit?: Initializer;
}

/**
 * The largest of several weighted sums for each output, y[j] = maxₖ (x·W[:, j·pieces + k] + b[j·pieces + k]); `[inputs]` → `[units]`.
 *
 * It learns its own convex activation. As `dense({ units: units·pieces })` and `featurePool({ size: pieces })`; its weights are those of
 * the dense layer. Goodfellow et al. 2013, "Maxout Networks".
 *
 * @example
 * const network = sequential(maxout({ units: 32, pieces: 3 }), dense({ units: 1 }));
 */
export function maxout(options: MaxoutOptions): Layer<DenseWeights> {
  const {
    units,
    pieces = 2,
    ...starts
  } = checkOptions('maxout', options, ['units', 'pieces', 'kernelInit', 'biasInit']);
  checkCount('maxout', 'units', units);
  checkCount('maxout', 'pieces', pieces, 2);
  const sums = located('maxout', () => dense({ units: units * pieces, ...starts }));
  const pool = featurePool({ size: pieces });
  const { kernelInit, biasInit } = sums.spec;

  return Object.freeze({
    spec: Object.freeze({ kind: 'maxout', units, pieces, kernelInit: kernelInit!, biasInit: biasInit! }),
    outputShape(input: Shape): Shape {
      return pool.outputShape(located('maxout', () => sums.outputShape(input)));
    },
    init: (input: Shape, rng: Rng): DenseWeights => located('maxout', () => sums.init(input, rng)),
    apply: (weights: ValuesOf<DenseWeights>, x: Value, context: Context): Value =>
      pool.apply(
        noWeights,
        located('maxout', () => sums.apply(weights, x, context)),
        context,
      ),
  });
}
