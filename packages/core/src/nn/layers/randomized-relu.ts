import { add, greater, multiply, slice, uniformLike, where } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { FoldwiseError } from '../../errors.ts';
import { checkFlag, checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { featuresOf } from './features.ts';
import { withoutWeights } from './without-weights.ts';

/** Between what slopes a randomized rectifier draws. */
export interface RandomizedReluOptions {
  /** The least slope below 0; 1/8 by default, as in PyTorch (Lasagne: 0.3). */
  readonly lower?: number;
  /** The greatest; 1/3 by default, as in PyTorch (Lasagne: 0.8). */
  readonly upper?: number;
  /** One draw for each feature of a row, shared by its places; false by default, for one of each number. */
  readonly shared?: boolean;
}

/**
 * x above 0, a·x below, in training with a slope a drawn from U[lower, upper) for each number; elsewhere with the mean of the two.
 *
 * Features are the last axis. Xu et al. 2015, "Empirical Evaluation of Rectified Activations in Convolutional Network", which finds 1/8
 * to 1/3 best.
 *
 * @throws FoldwiseError `input` where `lower` is above `upper`.
 * @example
 * const network = sequential(dense({ units: 32, kernelInit: heNormal() }), randomizedRelu(), dense({ units: 1 }));
 */
export function randomizedRelu(options: RandomizedReluOptions = {}): Layer<NoWeights> {
  const kind = 'randomizedRelu';
  const {
    lower = 1 / 8,
    upper = 1 / 3,
    shared = false,
  } = checkOptions(kind, options, ['lower', 'upper', 'shared']);
  checkNumber(kind, 'lower', lower);
  checkNumber(kind, 'upper', upper);
  checkFlag(kind, 'shared', shared);
  if (lower > upper) {
    throw new FoldwiseError(`expected lower to be at most upper, got ${lower} and ${upper}`, {
      code: 'input',
      where: kind,
      hint: 'swap them',
    });
  }
  return withoutWeights(
    { kind, lower, upper, shared },
    (input) => {
      featuresOf(kind, input);
      return input;
    },
    (x, context) => {
      const drawn = (): Value => {
        const share = uniformLike(shared ? firstPlace(x) : x, context.random);
        return add(multiply(share, upper - lower), lower);
      };
      const slope = context.training ? drawn() : (lower + upper) / 2;
      return where(greater(x, 0), x, multiply(x, slope));
    },
  );
}

function firstPlace(x: Value): Value {
  return x.shape.slice(1, -1).reduce((part: Value, _, i) => slice(part, i + 1, 0, 1), x);
}
