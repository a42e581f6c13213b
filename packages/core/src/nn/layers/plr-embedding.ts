import type { Value } from '../../autodiff/primitive.ts';
import { add, concat, cos, multiply, relu, sin } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import { fromData } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkNumber, checkOptions } from '../../check-option.ts';
import { withinRootOf } from '../initializers/within.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { matmulByGroup } from '../../autodiff/ops/matmul-by-group.ts';
import { numberByNumber, rowOfNumbers } from './numeric-features.ts';

/** What a PLR embedding is made of; the defaults are those of rtdl-num-embeddings. */
export interface PlrEmbeddingOptions {
  /** How many numbers stand for one; 24. */
  readonly dimension?: number;
  /** How many waves, of a sine and a cosine each, there are for each feature; 48. */
  readonly frequencies?: number;
  /** Standard deviation of the frequencies at first, in waves per unit of the feature; 0.01. Small is safe, large may hurt. */
  readonly frequencyScale?: number;
}

/**
 * Weights of a PLR embedding, a part of each for every feature: `frequency` is `[features, frequencies]`, `kernel` `[features,
 * 2·frequencies, dimension]`, `bias` `[features, dimension]`.
 */
export type PlrEmbeddingWeights = {
  readonly frequency: Tensor;
  readonly kernel: Tensor;
  readonly bias: Tensor;
};

/**
 * Several numbers for each number, by waves: e = ReLU(W·[cos 2πcx, sin 2πcx] + b), with c, W and b of each feature's own;
 * `[features]` → `[features, dimension]`.
 *
 * Frequencies start as c ~ N(0, frequencyScale²), cut off at three standard deviations, the others as torch's Linear. Scale the
 * features first. Gorishniy, Rubachev & Babenko 2022, "On Embeddings for Numerical Features in Tabular Deep Learning" ("PLR").
 *
 * @example
 * const network = sequential(plrEmbedding({ dimension: 8 }), flatten(), dense({ units: 1 }));
 * network.outputShape([5]); // [1]
 */
export function plrEmbedding(options: PlrEmbeddingOptions = {}): Layer<PlrEmbeddingWeights> {
  checkOptions('plrEmbedding', options, ['dimension', 'frequencies', 'frequencyScale']);
  const dimension = checkCount('plrEmbedding', 'dimension', options.dimension ?? 24);
  const frequencies = checkCount('plrEmbedding', 'frequencies', options.frequencies ?? 48);
  const { frequencyScale = 0.01 } = options;
  checkNumber('plrEmbedding', 'frequencyScale', frequencyScale, 'a number above 0', (scale) => scale > 0);

  return Object.freeze({
    spec: Object.freeze({ kind: 'plrEmbedding', dimension, frequencies, frequencyScale }),
    outputShape: (input: Shape): Shape => [rowOfNumbers('plrEmbedding', input), dimension],
    init(input: Shape, rng: Rng): PlrEmbeddingWeights {
      const features = rowOfNumbers('plrEmbedding', input);
      const waves = 2 * frequencies;
      return {
        frequency: cutNormal([features, frequencies], frequencyScale, rng.split('frequency')),
        kernel: withinRootOf(waves, [features, waves, dimension], rng.split('kernel')),
        bias: withinRootOf(waves, [features, dimension], rng.split('bias')),
      };
    },
    apply(weights: ValuesOf<PlrEmbeddingWeights>, x: Value): Value {
      const each = numberByNumber('plrEmbedding', weights.frequency.shape[0]!, x);
      const angle = multiply(multiply(each, weights.frequency), 2 * Math.PI);
      const waves = concat([cos(angle), sin(angle)], -1);
      return relu(add(matmulByGroup(waves, weights.kernel), weights.bias));
    },
  });
}

/** N(0, std²), drawn anew where it is further than 3·std from 0. */
function cutNormal(shape: Shape, std: number, rng: Rng): Tensor {
  const next = (): number => {
    for (;;) {
      const drawn = rng.normal();
      if (Math.abs(drawn) <= 3) return std * drawn;
    }
  };
  return fromData(Float64Array.from({ length: shape.reduce((size, n) => size * n, 1) }, next), shape);
}
