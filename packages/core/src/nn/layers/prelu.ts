import { asOne, type Value } from '../../autodiff/primitive.ts';
import { greater, multiply, where } from '../../autodiff/ops/index.ts';
import { full } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkFlag, checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures, featuresOf } from './features.ts';

/** What a parametric rectifier is made of. */
export interface PreluOptions {
  /** The slope below 0 that it starts from; 0.25 by default, as in the paper, PyTorch and Lasagne. */
  readonly start?: number;
  /** One slope for all features; false by default, for one each. */
  readonly shared?: boolean;
}

/** Weights of a parametric rectifier: `slope` is `[features]`, or `[1]` where it is shared. */
export type PreluWeights = { readonly slope: Tensor };

/**
 * x above 0, a·x below, with a slope a that is learned; features are the last axis.
 *
 * Decaying a towards 0 would make it a ReLU: `withFactors(prelu(), { weightDecay: 0 })` leaves it out. He et al. 2015, "Delving Deep into
 * Rectifiers".
 *
 * @example
 * const network = sequential(dense({ units: 32, kernelInit: heNormal() }), prelu(), dense({ units: 1 }));
 */
export function prelu(options: PreluOptions = {}): Layer<PreluWeights> {
  const { start = 0.25, shared = false } = checkOptions('prelu', options, ['start', 'shared']);
  checkNumber('prelu', 'start', start);
  checkFlag('prelu', 'shared', shared);
  const spec = Object.freeze({ kind: 'prelu', start, shared });
  return Object.freeze({
    spec,
    outputShape(input: Shape): Shape {
      featuresOf('prelu', input);
      return input;
    },
    init(input: Shape): PreluWeights {
      const features = featuresOf('prelu', input);
      return { slope: full([shared ? 1 : features], start) };
    },
    apply(weights: ValuesOf<PreluWeights>, x: Value): Value {
      const features = featuresOf('prelu', x.shape.slice(1));
      checkFeatures('prelu', shared ? features : weights.slope.shape[0]!, x);
      return asOne(spec, { x, ...weights }, () => where(greater(x, 0), x, multiply(x, weights.slope)));
    },
  });
}
