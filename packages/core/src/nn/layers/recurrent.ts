import { add, matmul } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { zeros } from '../../tensor/make.ts';
import { checkOptions } from '../../check-option.ts';
import { evaluation } from '../evaluation.ts';
import type { Layer } from '../layer.ts';
import { noWeights } from '../no-weights.ts';
import { activation, type ActivationFunction, type ActivationName } from './activation.ts';
import { type RecurrentOptions, type RecurrentWeights, recurring } from './recurring.ts';

/** What a simple recurrent layer is made of. */
export interface SimpleRecurrentOptions extends RecurrentOptions {
  /** What the sums go through; `'tanh'` by default, as in Keras and PyTorch (Lasagne: a rectifier). */
  readonly activation?: ActivationName | ActivationFunction;
}

/**
 * A state that is carried along a sequence, h[t] = f(x[t]·W + h[t − 1]·U + b), h = 0 at first; `[steps, features]` → `[units]`, the last
 * state, or `[steps, units]`.
 *
 * Every step is a part of the graph: compiling takes longer the longer the sequences are, and so does each step. Elman 1990, "Finding
 * Structure in Time". What is further back than some ten steps is better kept by {@link lstm} or {@link gru}.
 *
 * @example
 * const network = sequential(recurrent({ units: 16 }), dense({ units: 1 }));
 * const bothWays = parallel(recurrent({ units: 8 }), recurrent({ units: 8, backwards: true }));
 */
export function recurrent(options: SimpleRecurrentOptions): Layer<RecurrentWeights> {
  const { activation: f = 'tanh' } = checkOptions('recurrent', options, [
    'units',
    'sequences',
    'backwards',
    'activation',
    'kernelInit',
    'recurrentInit',
    'learnStart',
    'masked',
  ]);
  const inner = activation(f);
  return recurring<RecurrentWeights>(options, {
    kind: 'recurrent',
    how: { f: inner.spec['f']! },
    isDescribed: typeof f === 'string',
    gates: 1,
    memories: 1,
    complete: (drawn) => ({ ...drawn, bias: zeros([options.units]) }),
    step(sums, [state], weights): readonly Value[] {
      const all = add(sums, matmul(state!, weights.recurrent));
      return [inner.apply(noWeights, all, evaluation)];
    },
  });
}
