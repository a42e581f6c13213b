import type { Value } from '../../autodiff/primitive.ts';
import { add, concat, cos, multiply } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkNumber, checkOptions } from '../../check-option.ts';
import { normalWeights } from '../initializers/normal-weights.ts';
import { uniformWeights } from '../initializers/uniform-weights.ts';
import { withinRootOf } from '../initializers/within.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { matmulByGroup } from '../../autodiff/ops/matmul-by-group.ts';
import { numberByNumber, rowOfNumbers } from './numeric-features.ts';

/** What a PBLD embedding is made of; the defaults are RealMLP's. */
export interface PbldEmbeddingOptions {
  /** How many numbers stand for one, itself included; 4. */
  readonly dimension?: number;
  /** How many waves there are for each feature; 16. */
  readonly frequencies?: number;
  /** Standard deviation of the frequencies at first, in waves per unit of the feature; 0.1. */
  readonly frequencyScale?: number;
}

/**
 * Weights of a PBLD embedding, a part of each for every feature: `frequency` and `phase` are `[features, frequencies]`, `kernel` is
 * `[features, frequencies, dimension − 1]`, `bias` `[features, dimension − 1]`.
 */
export type PbldEmbeddingWeights = {
  readonly frequency: Tensor;
  readonly phase: Tensor;
  readonly kernel: Tensor;
  readonly bias: Tensor;
};

/**
 * Several numbers for each number, by waves with a phase: e = [W·cos(2πcx + φ) + b, x], with c, φ, W and b of each feature's own;
 * `[features]` → `[features, dimension]`. The last of them is the number itself.
 *
 * Starts as c ~ N(0, frequencyScale²), φ ~ U(−π, π), W and b ~ U(±1/√frequencies). RealMLP ("periodic bias linear DenseNet",
 * Holzmüller et al. 2024, "Better by Default") trains all of it at a tenth of the learning rate: see `withFactors`.
 *
 * @example
 * const embedded = withFactors(pbldEmbedding(), { learningRate: 0.1 });
 * sequential(embedded, flatten()).outputShape([5]); // [20]
 */
export function pbldEmbedding(options: PbldEmbeddingOptions = {}): Layer<PbldEmbeddingWeights> {
  checkOptions('pbldEmbedding', options, ['dimension', 'frequencies', 'frequencyScale']);
  const dimension = checkCount('pbldEmbedding', 'dimension', options.dimension ?? 4, 2);
  const frequencies = checkCount('pbldEmbedding', 'frequencies', options.frequencies ?? 16);
  const { frequencyScale = 0.1 } = options;
  checkNumber('pbldEmbedding', 'frequencyScale', frequencyScale, 'a number above 0', (scale) => scale > 0);

  return Object.freeze({
    spec: Object.freeze({ kind: 'pbldEmbedding', dimension, frequencies, frequencyScale }),
    outputShape: (input: Shape): Shape => [rowOfNumbers('pbldEmbedding', input), dimension],
    init(input: Shape, rng: Rng): PbldEmbeddingWeights {
      const features = rowOfNumbers('pbldEmbedding', input);
      const waves = [features, frequencies];
      const learned = dimension - 1;
      return {
        frequency: normalWeights({ std: frequencyScale }).draw(waves, rng.split('frequency')),
        phase: uniformWeights({ min: -Math.PI, max: Math.PI }).draw(waves, rng.split('phase')),
        kernel: withinRootOf(frequencies, [...waves, learned], rng.split('kernel')),
        bias: withinRootOf(frequencies, [features, learned], rng.split('bias')),
      };
    },
    apply(weights: ValuesOf<PbldEmbeddingWeights>, x: Value): Value {
      const each = numberByNumber('pbldEmbedding', weights.frequency.shape[0]!, x);
      const angle = add(multiply(multiply(each, weights.frequency), 2 * Math.PI), weights.phase);
      const learned = add(matmulByGroup(cos(angle), weights.kernel), weights.bias);
      return concat([learned, each], -1);
    },
  });
}
