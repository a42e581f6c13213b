import type { Value } from '../../autodiff/primitive.ts';
import { add, multiply, reshape } from '../../autodiff/ops/index.ts';
import { ones, zeros } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { checkFeatures, featuresOf } from './features.ts';
import { standardised } from './standardised.ts';

/** How a group norm cuts the channels. */
export interface GroupNormOptions {
  /** Into how many groups of neighbours they fall; the paper takes 32. */
  readonly groups: number;
  /** Added to the variance; 1e-5 by default, as in the paper's code and PyTorch. */
  readonly epsilon?: number;
}

/** Weights of a norm over places, each `[channels]`. */
export type GroupNormWeights = { readonly scale: Tensor; readonly shift: Tensor };

/**
 * Each row centred and scaled group by group of its channels, over all places, y = γ·(x − μ)/√(σ² + ε) + β; channels are the last axis.
 *
 * In between {@link layerNorm}, one group, and {@link instanceNorm}, as many groups as channels. It does not look at the other rows, so
 * small batches do it no harm. Wu & He 2018, "Group Normalization".
 *
 * @example
 * const block = sequential(conv2d({ filters: 16, kernelSize: 3, bias: false }), groupNorm({ groups: 4 }), relu());
 */
export function groupNorm(options: GroupNormOptions): Layer<GroupNormWeights> {
  const { groups, epsilon = 1e-5 } = checkOptions('groupNorm', options, ['groups', 'epsilon']);
  checkCount('groupNorm', 'groups', groups);
  checkNumber('groupNorm', 'epsilon', epsilon, 'a number above 0', (e) => e > 0);

  const outputShape = (input: Shape): Shape => {
    if (featuresOf('groupNorm', input) % groups === 0 && !input.includes(0)) return input;
    throw shapeError('groupNorm', `rows of a number of channels that ${groups} groups divide`, input);
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'groupNorm', groups, epsilon }),
    outputShape,
    init(input: Shape): GroupNormWeights {
      const channels = outputShape(input).slice(-1);
      return { scale: ones(channels), shift: zeros(channels) };
    },
    apply(weights: ValuesOf<GroupNormWeights>, x: Value): Value {
      const row = outputShape(x.shape.slice(1));
      checkFeatures('groupNorm', weights.scale.shape[0]!, x);
      const apart = reshape(x, [x.shape[0]!, -1, groups, row.at(-1)! / groups]);
      const normal = reshape(standardised(apart, [1, 3], epsilon), x.shape);
      return add(multiply(normal, weights.scale), weights.shift);
    },
  });
}
