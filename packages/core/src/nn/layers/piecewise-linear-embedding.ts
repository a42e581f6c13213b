import type { Value } from '../../autodiff/primitive.ts';
import { add, maximum, minimum, multiply, subtract } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import type { Rng } from '../../random/rng.ts';
import { tensor, zeros } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import { withinRootOf } from '../initializers/within.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { matmulByGroup } from '../../autodiff/ops/matmul-by-group.ts';
import { shapeError } from '../shape-error.ts';
import { numberByNumber, rowOfNumbers } from './numeric-features.ts';

/** What a piecewise-linear embedding is made of. */
export interface PiecewiseLinearEmbeddingOptions {
  /** For each feature the edges of its bins, rising, at least two: often quantiles of the training rows. */
  readonly edges: readonly (readonly number[])[];
  /** How many numbers stand for one; 16, as in TabM. */
  readonly dimension?: number;
}

/**
 * Weights of a piecewise-linear embedding, a part of each for every feature: `slope` and `bias` are `[features, dimension]`, `kernel`
 * is `[features, bins, dimension]`, bins the largest number of any feature (the rows past a feature's own stay idle).
 */
export type PiecewiseLinearEmbeddingWeights = {
  readonly slope: Tensor;
  readonly bias: Tensor;
  readonly kernel: Tensor;
};

/**
 * Several numbers for each number, straight between the edges of bins: e = x·v + b + Σₜ W[t]·clamp((x − eₜ)/(eₜ₊₁ − eₜ), 0, 1), with v,
 * b, W and edges of each feature's own; `[features]` → `[features, dimension]`.
 *
 * The first bin is not clamped below and the last not above. W starts as zeros, v and b as U(±1/√dimension), so that it starts as a
 * linear embedding. Gorishniy, Rubachev & Babenko 2022, "On Embeddings for Numerical Features in Tabular Deep Learning", in the form
 * of TabM ("version B", without an activation).
 *
 * @throws FoldwiseError `input` where a feature has fewer than two edges, or they do not rise.
 * @example
 * const layer = piecewiseLinearEmbedding({ edges: [[0, 1, 5], [-1, 1]], dimension: 8 });
 * layer.outputShape([2]); // [2, 8]
 */
export function piecewiseLinearEmbedding(
  options: PiecewiseLinearEmbeddingOptions,
): Layer<PiecewiseLinearEmbeddingWeights> {
  const kind = 'piecewiseLinearEmbedding';
  checkOptions(kind, options, ['edges', 'dimension']);
  const dimension = checkCount(kind, 'dimension', options.dimension ?? 16);
  const edges = checkEdges(kind, options.edges);
  const features = edges.length;
  const bins = Math.max(...edges.map((ofFeature) => ofFeature.length - 1));
  const { from, perWidth, low, high } = bounds(edges, bins);

  const checkRow = (input: Shape): void => {
    if (rowOfNumbers(kind, input) === features) return;
    throw shapeError(kind, `rows of ${features} numbers, as many as there are lists of edges`, input);
  };
  return Object.freeze({
    spec: Object.freeze({ kind, dimension, edges }),
    outputShape(input: Shape): Shape {
      checkRow(input);
      return [features, dimension];
    },
    init(input: Shape, rng: Rng): PiecewiseLinearEmbeddingWeights {
      checkRow(input);
      return {
        slope: withinRootOf(dimension, [features, dimension], rng.split('slope')),
        bias: withinRootOf(dimension, [features, dimension], rng.split('bias')),
        kernel: zeros([features, bins, dimension]),
      };
    },
    apply(weights: ValuesOf<PiecewiseLinearEmbeddingWeights>, x: Value): Value {
      const each = numberByNumber(kind, features, x);
      const share = minimum(maximum(multiply(subtract(each, from), perWidth), low), high);
      const line = add(multiply(each, weights.slope), weights.bias);
      return add(line, matmulByGroup(share, weights.kernel));
    },
  });
}

/** Stands in for no bound, and is a float32 too. */
const FAR = 1e30;

/** Where each bin starts, one over its width, and between what its share is clamped, `[features, bins]` each. */
function bounds(edges: readonly (readonly number[])[], bins: number) {
  const table = (of: (ofFeature: readonly number[], bin: number, last: number) => number): Tensor =>
    tensor(
      edges.map((ofFeature) => {
        const last = ofFeature.length - 2;
        return Array.from({ length: bins }, (_, bin) => (bin > last ? 0 : of(ofFeature, bin, last)));
      }),
    );
  return {
    from: table((ofFeature, bin) => ofFeature[bin]!),
    perWidth: table((ofFeature, bin) => 1 / (ofFeature[bin + 1]! - ofFeature[bin]!)),
    low: table((_, bin) => (bin === 0 ? -FAR : 0)),
    high: table((_, bin, last) => (bin === last ? FAR : 1)),
  };
}

function checkEdges(kind: string, edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  if (!Array.isArray(edges) || edges.length === 0) {
    throw new FoldwiseError('expected edges to be a list of edges for each feature, got none', {
      code: 'input',
      where: kind,
    });
  }
  return Object.freeze(
    edges.map((ofFeature: readonly number[], feature) => {
      const rises = ofFeature.every(
        (edge, i) => Number.isFinite(edge) && (i === 0 || edge > ofFeature[i - 1]!),
      );
      if (rises && ofFeature.length > 1) return Object.freeze([...ofFeature]);
      throw new FoldwiseError(
        `expected at least two finite edges that rise for feature ${feature}, got ${ofFeature.join(', ') || 'none'}`,
        { code: 'input', where: kind, hint: 'leave out what comes twice, and features that are constant' },
      );
    }),
  );
}
