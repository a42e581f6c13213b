import { asOne, type Value } from '../../autodiff/primitive.ts';
import { add, multiply } from '../../autodiff/ops/index.ts';
import { ones, zeros } from '../../tensor/make.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures } from './features.ts';
import type { GroupNormWeights } from './group-norm.ts';
import { channelsOfPlaces, placesOf } from './places.ts';
import { standardised } from './standardised.ts';

/** What an instance norm adds to the variance. */
export interface InstanceNormOptions {
  /** So that a channel of equal numbers is not divided by 0; 1e-5 by default, as in PyTorch (Lasagne: 1e-4). */
  readonly epsilon?: number;
}

/**
 * Each channel of a row centred and scaled over its places, y = γ·(x − μ)/√(σ² + ε) + β; channels are the last axis, places all others.
 *
 * What is left is where in a channel something stands out, not how strongly. Ulyanov, Vedaldi & Lempitsky 2016, "Instance Normalization:
 * The Missing Ingredient for Fast Stylization".
 *
 * @example
 * const block = sequential(conv2d({ filters: 16, kernelSize: 3, bias: false }), instanceNorm(), relu());
 */
export function instanceNorm(options: InstanceNormOptions = {}): Layer<GroupNormWeights> {
  const { epsilon = 1e-5 } = checkOptions('instanceNorm', options, ['epsilon']);
  checkNumber('instanceNorm', 'epsilon', epsilon, 'a number above 0', (e) => e > 0);
  const spec = Object.freeze({ kind: 'instanceNorm', epsilon });
  return Object.freeze({
    spec,
    outputShape(input: Shape): Shape {
      channelsOfPlaces('instanceNorm', input);
      return input;
    },
    init(input: Shape): GroupNormWeights {
      const channels = [channelsOfPlaces('instanceNorm', input)];
      return { scale: ones(channels), shift: zeros(channels) };
    },
    apply(weights: ValuesOf<GroupNormWeights>, x: Value): Value {
      channelsOfPlaces('instanceNorm', x.shape.slice(1));
      checkFeatures('instanceNorm', weights.scale.shape[0]!, x);
      return asOne(spec, { x, ...weights }, () =>
        add(multiply(standardised(x, placesOf(x), epsilon), weights.scale), weights.shift),
      );
    },
  });
}
