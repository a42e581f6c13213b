import { add, cos, log, multiply, sqrt, subtract, uniformLike } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { checkRate, specOfRate } from '../../optim/check-hyper.ts';
import type { Schedule } from '../../optim/rule.ts';
import { foldKey, type RandomKey } from '../../random/random-key.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * In training, normal noise is added to each number, y = x + σ·z with z ~ N(0, 1); elsewhere nothing happens.
 *
 * The noise depends on `context.random` alone: a step repeated adds the same. Sietsma & Dow 1991, "Creating artificial neural networks
 * that generalize"; Bishop 1995, "Training with Noise is Equivalent to Tikhonov Regularization".
 *
 * @param deviation σ, at least 0, or a schedule of such; 0.1 by default, as in Lasagne.
 * @throws FoldwiseError `input` where it is below 0.
 * @example
 * const network = sequential(gaussianNoise(0.05), dense({ units: 64 }), relu(), dense({ units: 1 }));
 */
export function gaussianNoise(deviation: Schedule | number = 0.1): Layer<NoWeights> {
  checkRate('gaussianNoise', 'the deviation', deviation);
  return withoutWeights(
    { kind: 'gaussianNoise', deviation: specOfRate(deviation) },
    (input) => input,
    (x, context) => {
      if (!context.training || deviation === 0) return x;
      const size = typeof deviation === 'number' ? deviation : context.at(deviation);
      return add(x, multiply(normalLike(x, context.random), size));
    },
  );
}

/** Standard normal numbers from two uniform ones, z = √(−2·log(1 − u))·cos(2π·v) (Box & Muller 1958); 1 − u is never 0. */
function normalLike(x: Value, key: RandomKey): Value {
  const radius = sqrt(multiply(log(subtract(1, uniformLike(x, foldKey(key, 'radius')))), -2));
  return multiply(radius, cos(multiply(uniformLike(x, foldKey(key, 'angle')), 2 * Math.PI)));
}
