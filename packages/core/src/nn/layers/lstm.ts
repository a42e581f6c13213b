import { add, matmul, multiply, sigmoid, slice, tanh } from '../../autodiff/ops/index.ts';
import type { Value } from '../../autodiff/primitive.ts';
import { zeros } from '../../tensor/make.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { checkFlag, checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer } from '../layer.ts';
import { type RecurrentOptions, type RecurrentWeights, recurring } from './recurring.ts';

/** What an LSTM is made of. */
export interface LstmOptions extends RecurrentOptions {
  /** What the bias of the forget gate starts from; 1 by default (Jozefowicz et al. 2015), as in Keras (Lasagne: 0). */
  readonly forgetBias?: number;
  /** Let the gates see the cell; false by default, as in Keras and PyTorch (Lasagne: true). */
  readonly peepholes?: boolean;
}

/** Weights of an LSTM, the gates side by side in the order i, f, g, o; `peepholes` is `[3, units]`, for i, f and o, where there are. */
export type LstmWeights = RecurrentWeights & { readonly peepholes?: Tensor };

/**
 * A state and a cell that are carried along a sequence, with gates for what enters, stays and leaves; `[steps, features]` → `[units]`,
 * the last state, or `[steps, units]`.
 *
 * [i, f, g, o] = x[t]·W + h[t − 1]·U + b, c[t] = σ(f)·c[t − 1] + σ(i)·tanh(g), h[t] = σ(o)·tanh(c[t]). With peepholes i and f see
 * p·c[t − 1] and o sees p·c[t] (Gers & Schmidhuber 2000). Hochreiter & Schmidhuber 1997, "Long Short-Term Memory"; Gers et al. 2000 for f.
 *
 * Every step is a part of the graph: compiling takes longer the longer the sequences are, and so does each step.
 *
 * @example
 * const network = sequential(embedding({ levels: 90, dimension: 8 }), lstm({ units: 32 }), dense({ units: 2 }));
 * const bothWays = parallel(lstm({ units: 16, sequences: true }), lstm({ units: 16, sequences: true, backwards: true }));
 */
export function lstm(options: LstmOptions): Layer<LstmWeights> {
  const { forgetBias = 1, peepholes = false } = checkOptions('lstm', options, [
    'units',
    'sequences',
    'backwards',
    'forgetBias',
    'peepholes',
    'kernelInit',
    'recurrentInit',
    'learnStart',
    'masked',
  ]);
  checkNumber('lstm', 'forgetBias', forgetBias);
  checkFlag('lstm', 'peepholes', peepholes);
  const { units } = options;
  return recurring<LstmWeights>(options, {
    kind: 'lstm',
    how: { forgetBias, peepholes },
    isDescribed: true,
    gates: 4,
    memories: 2,
    complete(drawn) {
      const bias = zeros([4 * units]);
      bias.data.fill(forgetBias, units, 2 * units);
      return { ...drawn, bias, ...(peepholes ? { peepholes: zeros([3, units]) } : {}) };
    },
    step(sums, [state, cell], weights): readonly Value[] {
      const all = add(sums, matmul(state!, weights.recurrent));
      const gate = (i: number): Value => slice(all, -1, i * units, (i + 1) * units);
      const holes = weights.peepholes;
      const seeing = (sum: Value, i: number, c: Value): Value =>
        sigmoid(holes === undefined ? sum : add(sum, multiply(c, slice(holes, 0, i, i + 1))));
      const entering = multiply(seeing(gate(0), 0, cell!), tanh(gate(2)));
      const next = add(multiply(seeing(gate(1), 1, cell!), cell!), entering);
      return [multiply(seeing(gate(3), 2, next), tanh(next)), next];
    },
  });
}
