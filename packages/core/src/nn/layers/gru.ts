import { add, matmul, multiply, sigmoid, slice, subtract, tanh } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { zeros } from '../../tensor/make.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { type RecurrentOptions, type RecurrentWeights, recurring } from './recurring.ts';

/**
 * A state that is carried along a sequence, with gates for what is renewed; `[steps, features]` → `[units]`, the last state, or
 * `[steps, units]`.
 *
 * r = σ(x·W₁ + h·U₁ + b₁), z = σ(x·W₂ + h·U₂ + b₂), n = tanh(x·W₃ + b₃ + r·(h·U₃)), h ← (1 − z)·n + z·h: the variant that multiplies after
 * the product, as Lasagne, PyTorch (whose second bias of n is 0 here) and cuDNN; z stands for what stays, as in PyTorch (in Lasagne for
 * what is renewed). The gates lie side by side in the order r, z, n. Cho et al. 2014, "Learning Phrase Representations using RNN
 * Encoder-Decoder".
 *
 * Every step is a part of the graph: compiling takes longer the longer the sequences are, and so does each step.
 *
 * @example
 * const network = sequential(gru({ units: 16, sequences: true }), gru({ units: 16 }), dense({ units: 1 }));
 */
export function gru(options: RecurrentOptions): Layer<RecurrentWeights> {
  const { units } = checkOptions('gru', options, [
    'units',
    'sequences',
    'backwards',
    'kernelInit',
    'recurrentInit',
    'learnStart',
    'masked',
  ]);
  return recurring<RecurrentWeights>(options, {
    kind: 'gru',
    how: {},
    isDescribed: true,
    gates: 3,
    memories: 1,
    complete: (drawn) => ({ ...drawn, bias: zeros([3 * units]) }),
    step(sums, [state], weights): readonly Value[] {
      const own = matmul(state!, weights.recurrent);
      const gates = sigmoid(add(slice(sums, -1, 0, 2 * units), slice(own, -1, 0, 2 * units)));
      const [reset, stays] = [slice(gates, -1, 0, units), slice(gates, -1, units)];
      const renewed = tanh(add(slice(sums, -1, 2 * units), multiply(reset, slice(own, -1, 2 * units))));
      return [add(renewed, multiply(stays, subtract(state!, renewed)))];
    },
  });
}
