import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';

/**
 * Passes its input on: the branch of a `parallel` that keeps what the others change.
 *
 * @example
 * const wideAndDeep = parallel(identity(), sequential(dense({ units: 32 }), activation('relu')));
 */
export function identity(): Layer<NoWeights> {
  return Object.freeze({
    spec: Object.freeze({ kind: 'identity' }),
    outputShape: (input: Shape): Shape => input,
    init: (): NoWeights => noWeights,
    apply: (_weights: NoWeights, x: Value): Value => x,
  });
}
