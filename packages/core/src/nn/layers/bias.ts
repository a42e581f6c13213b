import type { Value } from '../../autodiff/primitive.ts';
import { add } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import { sameShape } from '../../tensor/shape.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkFlag, checkOptions } from '../../check-option.ts';
import { checkInitializer } from '../initializers/check-initializer.ts';
import { zeroWeights } from '../initializers/constant-weights.ts';
import type { Initializer } from '../initializers/initializer.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { featuresOf } from './features.ts';

/** What a bias layer is made of. */
export interface BiasOptions {
  /** One addend for each feature, shared by all places, by default; false for one of each number of a row. */
  readonly shared?: boolean;
  /** How it starts; zeros by default. */
  readonly init?: Initializer;
}

/** Weights of a bias layer: `bias` is `[features]`, or the shape of a row where it is not shared. */
export type BiasWeights = { readonly bias: Tensor };

/**
 * A trained addend for each feature, y = x + b, 0 at first; features are the last axis.
 *
 * Not shared it says of each place where it is: before a {@link transformerBlock}, a learned encoding of positions.
 *
 * @example
 * const tokens = sequential(embedding({ levels: 90, dimension: 16 }), bias({ shared: false, init: normalWeights({ std: 0.02 }) }));
 */
export function bias(options: BiasOptions = {}): Layer<BiasWeights> {
  const { shared = true, init = zeroWeights() } = checkOptions('bias', options, ['shared', 'init']);
  checkFlag('bias', 'shared', shared);
  checkInitializer('bias', 'init', init);
  const shapeOf = (input: Shape): Shape => {
    const features = featuresOf('bias', input);
    if (input.includes(0)) throw shapeError('bias', 'rows of at least one number', input);
    return shared ? [features] : input;
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'bias', shared, init: init.spec }),
    outputShape(input: Shape): Shape {
      shapeOf(input);
      return input;
    },
    init: (input: Shape, rng: Rng): BiasWeights => ({ bias: init.draw(shapeOf(input), rng.split('bias')) }),
    apply(weights: ValuesOf<BiasWeights>, x: Value): Value {
      const row = x.shape.slice(1);
      if (!sameShape(shapeOf(row), weights.bias.shape)) {
        throw shapeError('bias', `rows that a bias of ${weights.bias.shape.join(' by ')} was made for`, row);
      }
      return add(x, weights.bias);
    },
  });
}
