import { multiply, tanh } from '../../autodiff/ops/index.ts';
import { checkNumber, checkOptions } from '../../check-option.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { activation } from './activation.ts';

/** How a tanh is stretched. */
export interface ScaledTanhOptions {
  /** Times the input; 2/3 by default (Lasagne's `ScaledTanH`: 1). */
  readonly input?: number;
  /** Times the output; 1.7159 by default (Lasagne's `ScaledTanH`: 1). */
  readonly output?: number;
}

/**
 * a·tanh(b·x), by default 1.7159·tanh(2x/3), which is near ±1 at ±1 and keeps targets of ±1 out of the flat ends.
 *
 * LeCun et al. 1998, "Efficient BackProp", section 4.4.
 *
 * @example
 * const network = sequential(dense({ units: 16, kernelInit: lecunNormal() }), scaledTanh(), dense({ units: 1 }));
 */
export function scaledTanh(options: ScaledTanhOptions = {}): Layer<NoWeights> {
  const { input = 2 / 3, output = 1.7159 } = checkOptions('scaledTanh', options, ['input', 'output']);
  checkNumber('scaledTanh', 'input', input);
  checkNumber('scaledTanh', 'output', output);
  return activation({
    spec: { kind: 'scaledTanh', input, output },
    apply: (x) => multiply(tanh(multiply(x, input)), output),
  });
}
