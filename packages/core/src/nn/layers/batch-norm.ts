import { asOne, type Value } from '../../autodiff/primitive.ts';
import { add, divide, mean, multiply, sqrt, square, subtract } from '../../autodiff/ops/index.ts';
import { ones, statistic, zeros } from '../../tensor/make.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Context, Layer, ValuesOf } from '../layer.ts';
import { checkFeatures, featuresOf } from './features.ts';

/** How a batch norm keeps its running statistics. */
export interface BatchNormOptions {
  /** The share of the newest batch in the running statistics, in (0, 1]; 0.1 by default, as in PyTorch (1 − Keras' momentum). */
  readonly momentum?: number;
  /** Added to the variance, so that a constant column is not divided by 0; 1e-5 by default, as in the paper's code and PyTorch. */
  readonly epsilon?: number;
}

/** Weights of a batch norm, each `[features]`: `scale` and `shift` are trained, `mean` and `variance` are running statistics. */
export type BatchNormWeights = {
  readonly scale: Tensor;
  readonly shift: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
};

/**
 * Each feature centred and scaled by its mean and variance over the batch, y = γ·(x − μ)/√(σ² + ε) + β; features are the last axis.
 *
 * In training μ and σ² are those of the batch (σ² divided by n), and the running statistics move by `momentum` towards them
 * (there σ² is divided by n − 1). Elsewhere μ and σ² are the running statistics. A batch of a single row says nothing about a
 * variance: it is normalised by the running statistics, which it leaves as they are.
 *
 * Ioffe & Szegedy 2015, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift".
 *
 * @example
 * const network = sequential(dense({ units: 32, bias: false }), batchNorm(), activation('relu'), dense({ units: 1 }));
 */
export function batchNorm(options: BatchNormOptions = {}): Layer<BatchNormWeights> {
  const { momentum = 0.1, epsilon = 1e-5 } = checkOptions('batchNorm', options, ['momentum', 'epsilon']);
  checkNumber('batchNorm', 'momentum', momentum, 'a number above 0 and at most 1', (m) => m > 0 && m <= 1);
  checkNumber('batchNorm', 'epsilon', epsilon, 'a number above 0', (e) => e > 0);

  const spec = Object.freeze({ kind: 'batchNorm', momentum, epsilon });
  const normalised = (weights: ValuesOf<BatchNormWeights>, centred: Value, variance: Value): Value => {
    const normal = divide(centred, sqrt(add(variance, epsilon)));
    return add(multiply(normal, weights.scale), weights.shift);
  };
  return Object.freeze({
    spec,
    outputShape(input: Shape): Shape {
      featuresOf('batchNorm', input);
      return input;
    },
    init(input: Shape): BatchNormWeights {
      const shape = [featuresOf('batchNorm', input)];
      return {
        scale: ones(shape),
        shift: zeros(shape),
        mean: statistic(zeros(shape)),
        variance: statistic(ones(shape)),
      };
    },
    apply(weights: ValuesOf<BatchNormWeights>, x: Value, context: Context): Value {
      checkFeatures('batchNorm', weights.scale.shape[0]!, x);
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const rows = sizeOf(x.shape.slice(0, -1));
      if (!context.training || rows <= 1) {
        return asOne(spec, { x, ...weights }, () =>
          normalised(weights, subtract(x, weights.mean), weights.variance),
        );
      }
      const mu = mean(x, { axes });
      const centred = subtract(x, mu);
      const variance = mean(square(centred), { axes });
      const towards = (old: Value, seen: Value, share: number): Value =>
        add(multiply(old, 1 - momentum), multiply(seen, share));
      context.observe(weights.mean, towards(weights.mean, mu, momentum));
      const unbiased = (momentum * rows) / (rows - 1);
      context.observe(weights.variance, towards(weights.variance, variance, unbiased));
      return normalised(weights, centred, variance);
    },
  });
}
