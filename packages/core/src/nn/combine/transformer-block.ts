import { add } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { specOfRate } from '../../optim/check-hyper.ts';
import type { Schedule } from '../../optim/rule.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { applyPart } from '../apply-part.ts';
import { checkCount, checkFlag, checkOptions } from '../../check-option.ts';
import type { Context, Layer, Part, ValuesOf } from '../layer.ts';
import { activation, type ActivationFunction, type ActivationName } from '../layers/activation.ts';
import { dense, type DenseWeights } from '../layers/dense.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { layerNorm, type LayerNormWeights } from '../layers/layer-norm.ts';
import { selfAttention, type SelfAttentionWeights } from '../layers/self-attention.ts';
import { located } from '../located.ts';
import { noWeights } from '../no-weights.ts';
import { within } from './within.ts';

/** What a transformer block is made of. */
export interface TransformerBlockOptions {
  /** In how many ways steps look at each other; it divides the number of features. */
  readonly heads: number;
  /** Units of the hidden layer that each step goes through; four times the features by default, as in the paper. */
  readonly hidden?: number;
  /** What they go through; `'gelu'` by default (Devlin et al. 2019; the paper and PyTorch: ReLU). */
  readonly activation?: ActivationName | ActivationFunction;
  /** The share dropped of the looks, of the hidden units and of both results; 0 by default (the paper: 0.1). */
  readonly dropout?: Schedule | number;
  /** Let a step see only itself and those before it; false by default. */
  readonly causal?: boolean;
  /** Normalise before each half, which trains without a warm-up (Xiong et al. 2020); true by default (the paper and PyTorch: after it). */
  readonly normFirst?: boolean;
}

/** Weights of a transformer block. */
export type TransformerBlockWeights = {
  readonly attentionNorm: LayerNormWeights;
  readonly attention: SelfAttentionWeights;
  readonly denseNorm: LayerNormWeights;
  readonly hidden: DenseWeights;
  readonly output: DenseWeights;
};

/**
 * Steps that look at each other, and then each at itself: self-attention and two dense layers, each with a way around and a layer norm;
 * `[steps, features]` → `[steps, features]`.
 *
 * a = x + attention(norm(x)), y = a + f(norm(a)·W₁ + b₁)·W₂ + b₂; or a = norm(x + attention(x)), y = norm(a + …) where `normFirst` is
 * false. Vaswani et al. 2017, "Attention Is All You Need".
 *
 * @example
 * const network = sequential(
 *   embedding({ levels: 90, dimension: 32 }),
 *   bias({ shared: false, init: normalWeights({ std: 0.02 }) }),
 *   transformerBlock({ heads: 4, dropout: 0.1 }),
 *   transformerBlock({ heads: 4, dropout: 0.1 }),
 *   layerNorm(),
 *   globalAveragePool(),
 *   dense({ units: 2 }),
 * );
 */
export function transformerBlock(options: TransformerBlockOptions): Layer<TransformerBlockWeights> {
  const kind = 'transformerBlock';
  checkOptions(kind, options, ['heads', 'hidden', 'activation', 'dropout', 'causal', 'normFirst']);
  const { heads, hidden, dropout = 0, causal = false, normFirst = true } = options;
  if (hidden !== undefined) checkCount(kind, 'hidden', hidden);
  checkFlag(kind, 'normFirst', normFirst);
  const norm = layerNorm();
  const { attention, f, drop } = located(kind, () => ({
    attention: selfAttention({ heads, causal, dropout }),
    f: activation(options.activation ?? 'gelu'),
    drop: dropoutLayer(dropout),
  }));

  const outputShape = (input: Shape): Shape => located(kind, () => attention.outputShape(input));
  const widthOf = (features: number): number => hidden ?? 4 * features;

  return Object.freeze({
    spec: Object.freeze({
      kind,
      heads,
      ...(hidden === undefined ? {} : { hidden }),
      f: f.spec['f']!,
      dropout: specOfRate(dropout),
      causal,
      normFirst,
    }),
    outputShape,
    init(input: Shape, rng: Rng): TransformerBlockWeights {
      const features = outputShape(input)[1]!;
      const width = widthOf(features);
      return {
        attentionNorm: norm.init(input, rng.split('attentionNorm')),
        attention: attention.init(input, rng.split('attention')),
        denseNorm: norm.init(input, rng.split('denseNorm')),
        hidden: dense({ units: width }).init(input, rng.split('hidden')),
        output: dense({ units: features }).init([input[0]!, width], rng.split('output')),
      };
    },
    apply(weights: ValuesOf<TransformerBlockWeights>, x: Value, context: Context): Value {
      const features = outputShape(x.shape.slice(1))[1]!;
      const part = (key: keyof TransformerBlockWeights, layer: Layer, at: Value): Value =>
        applyPart(`${kind}.${key}`, layer, weights[key], at, within(context, key));
      const dropped = (key: string, at: Value): Value =>
        drop.apply(noWeights, at, within(context, `${key} dropped`));

      const attend = (at: Value): Value => dropped('attention', part('attention', attention, at));
      const think = (at: Value): Value => {
        const sums = part('hidden', dense({ units: widthOf(features) }), at);
        const units = dropped('hidden', f.apply(noWeights, sums, context));
        return dropped('output', part('output', dense({ units: features }), units));
      };
      const around = (key: 'attentionNorm' | 'denseNorm', half: (at: Value) => Value, at: Value): Value =>
        normFirst ? add(at, half(part(key, norm, at))) : part(key, norm, add(at, half(at)));
      return around('denseNorm', think, around('attentionNorm', attend, x));
    },
    parts(input: Shape): readonly Part[] {
      const features = outputShape(input)[1]!;
      const width = widthOf(features);
      return [
        { key: 'attentionNorm', layer: norm, input },
        { key: 'attention', layer: attention, input },
        { key: 'denseNorm', layer: norm, input },
        { key: 'hidden', layer: dense({ units: width }), input },
        { key: 'output', layer: dense({ units: features }), input: [input[0]!, width] },
      ];
    },
  });
}
