import { add, divide, matmul, reshape, slice, softmax, transpose } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import type { Rng } from '../../random/rng.ts';
import { specOfRate } from '../../optim/check-hyper.ts';
import type { Schedule } from '../../optim/rule.ts';
import { fromData, zeros } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkFlag, checkOptions } from '../../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { glorotUniform } from '../initializers/glorot.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Context, Layer, ValuesOf } from '../layer.ts';
import { located } from '../located.ts';
import { noWeights } from '../no-weights.ts';
import { shapeError } from '../shape-error.ts';
import { dropout as dropoutLayer } from './dropout.ts';
import { checkFeatures } from './features.ts';

/** What self-attention is made of. */
export interface SelfAttentionOptions {
  /** In how many ways steps look at each other; it divides the number of features. */
  readonly heads: number;
  /** Let a step see only itself and those before it; false by default. */
  readonly causal?: boolean;
  /** The share of the looks that is dropped in training, in [0, 1), or a schedule of such; 0 by default. */
  readonly dropout?: Schedule | number;
  /** How the kernels start; `glorotUniform()` by default, as in PyTorch. */
  readonly kernelInit?: Initializer;
}

/**
 * Weights of self-attention: `kernel` `[features, 3·features]` and `bias` make queries, keys and values, side by side; `outputKernel`
 * `[features, features]` and `outputBias` mix the heads.
 */
export type SelfAttentionWeights = {
  readonly kernel: Tensor;
  readonly bias: Tensor;
  readonly outputKernel: Tensor;
  readonly outputBias: Tensor;
};

/**
 * What each step takes from the others, as much as its query meets their keys; `[steps, features]` → `[steps, features]`.
 *
 * For each head, softmax(Q·Kᵀ/√d)·V with Q, K, V the head's d = features/heads columns of x·W + b; the heads side by side, times
 * `outputKernel`. It does not know the order of the steps: {@link bias} not shared tells it. All steps count, padded ones too. Takes
 * memory for heads·steps² numbers a row. Vaswani et al. 2017, "Attention Is All You Need", section 3.2.
 *
 * @example
 * const block = residual(sequential(layerNorm(), selfAttention({ heads: 4 })));
 * block.outputShape([20, 64]); // [20, 64]
 */
export function selfAttention(options: SelfAttentionOptions): Layer<SelfAttentionWeights> {
  const kind = 'selfAttention';
  const {
    heads,
    causal = false,
    dropout = 0,
    kernelInit = glorotUniform(),
  } = checkOptions(kind, options, ['heads', 'causal', 'dropout', 'kernelInit']);
  checkCount(kind, 'heads', heads);
  checkFlag(kind, 'causal', causal);
  const drop = located(kind, () => dropoutLayer(dropout));
  checkInitializer(kind, 'kernelInit', kernelInit);

  const outputShape = (input: Shape): Shape => {
    if (input.length === 2 && !input.includes(0) && input[1]! % heads === 0) return input;
    throw shapeError(
      kind,
      `sequences [steps, features] of a number of features that ${heads} divides`,
      input,
    );
  };
  return Object.freeze({
    spec: Object.freeze({
      kind,
      heads,
      causal,
      dropout: specOfRate(dropout),
      kernelInit: kernelInit.spec,
    }),
    outputShape,
    init(input: Shape, rng: Rng): SelfAttentionWeights {
      const features = outputShape(input)[1]!;
      return {
        kernel: kernelInit.draw([features, 3 * features], rng.split('kernel')),
        bias: zeros([3 * features]),
        outputKernel: kernelInit.draw([features, features], rng.split('outputKernel')),
        outputBias: zeros([features]),
      };
    },
    apply(weights: ValuesOf<SelfAttentionWeights>, x: Value, context: Context): Value {
      outputShape(x.shape.slice(1));
      checkFeatures(kind, weights.kernel.shape[0]!, x);
      const [batch, steps, features] = x.shape;
      const lines = reshape(x, [batch! * steps!, features!]);
      const projected = add(matmul(lines, weights.kernel), weights.bias);
      const byHead = transpose(reshape(projected, [batch!, steps!, 3 * heads, -1]), [0, 2, 1, 3]);
      const [queries, keys, values] = [0, 1, 2].map((i) => slice(byHead, 1, i * heads, (i + 1) * heads));
      const met = divide(matmul(queries!, keys!, { transposeB: true }), Math.sqrt(features! / heads));
      const looks = softmax(causal ? add(met, hidden(steps!)) : met);
      const kept = drop.apply(noWeights, looks, context);
      const taken = reshape(transpose(matmul(kept, values!), [0, 2, 1, 3]), [batch! * steps!, features!]);
      return reshape(add(matmul(taken, weights.outputKernel), weights.outputBias), x.shape);
    },
  });
}

/** Added to what steps meet: nothing for those before, so much for those after that softmax makes 0 of it. */
function hidden(steps: number): Tensor {
  const far = Float64Array.from({ length: steps * steps }, (_, i) =>
    i % steps > Math.floor(i / steps) ? -1e30 : 0,
  );
  return fromData(far, [steps, steps]);
}
