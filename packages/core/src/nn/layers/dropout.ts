import type { Value } from '../../autodiff/primitive.ts';
import { dropout as drop } from '../../autodiff/ops/index.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkNumber } from '../check-option.ts';
import type { Context, Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';

/**
 * In training, each number is dropped with probability `rate` and the others divided by 1 − rate, so that the sum stays the same on
 * average; elsewhere nothing happens.
 *
 * Which ones are dropped depends on `context.random` alone: a step repeated drops the same. Srivastava et al. 2014, "Dropout: A
 * Simple Way to Prevent Neural Networks from Overfitting".
 *
 * @param rate In [0, 1); 0.5 is the paper's choice for hidden layers, 0.2 for inputs.
 * @example
 * const network = sequential(dense({ units: 64 }), activation('relu'), dropout(0.3), dense({ units: 1 }));
 */
export function dropout(rate: number): Layer<NoWeights> {
  checkNumber('dropout', 'the rate', rate, 'a number of at least 0 and below 1', (r) => r >= 0 && r < 1);
  return Object.freeze({
    spec: Object.freeze({ kind: 'dropout', rate }),
    outputShape: (input: Shape): Shape => input,
    init: (): NoWeights => noWeights,
    apply(_weights: NoWeights, x: Value, context: Context): Value {
      return context.training ? drop(x, { rate, key: context.random }) : x;
    },
  });
}
