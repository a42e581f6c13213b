import type { Value } from '../../autodiff/primitive.ts';
import { dropout as drop } from '../../autodiff/ops/index.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { checkShareOrSchedule, specOfRate } from '../../optim/check-hyper.ts';
import type { Schedule } from '../../optim/rule.ts';
import type { Context, Layer, NoWeights } from '../layer.ts';
import { noWeights } from '../no-weights.ts';

/**
 * In training, each number is dropped with probability `rate` and the others divided by 1 − rate, so that the sum stays the same on
 * average; elsewhere nothing happens.
 *
 * Which ones are dropped depends on `context.random` alone: a step repeated drops the same. Srivastava et al. 2014, "Dropout: A
 * Simple Way to Prevent Neural Networks from Overfitting".
 *
 * @param rate In [0, 1), or a schedule of such; 0.5 is the paper's choice for hidden layers, 0.2 for inputs.
 * @example
 * const network = sequential(dense({ units: 64 }), activation('relu'), dropout(0.3), dense({ units: 1 }));
 */
export function dropout(rate: Schedule | number): Layer<NoWeights> {
  checkShareOrSchedule('dropout', 'the rate', rate);
  return Object.freeze({
    spec: Object.freeze({ kind: 'dropout', rate: specOfRate(rate) }),
    outputShape: (input: Shape): Shape => input,
    init: (): NoWeights => noWeights,
    apply(_weights: NoWeights, x: Value, context: Context): Value {
      if (!context.training) return x;
      return drop(x, { rate: typeof rate === 'number' ? rate : context.at(rate), key: context.random });
    },
  });
}
