import { sequential } from '../../nn/combine/sequential.ts';
import { gelu, silu } from '../../nn/layers/activation.ts';
import { dense } from '../../nn/layers/dense.ts';
import { dropout } from '../../nn/layers/dropout.ts';
import { squaredError } from '../../nn/losses/squared-error.ts';
import { adam } from '../../optim/optimizers.ts';
import type { Program } from '../../executor/executor.ts';

/** A network for numbers that every seed makes another one of. */
export function netOf(seed: number): Program {
  const hidden = [dense({ units: 9 + (seed % 5) * 8 }), seed % 2 === 0 ? gelu() : silu(), dropout(0.2)];
  const network = sequential(...hidden, dense({ units: 1 }));
  return { network, loss: squaredError(), optimizer: adam({ learningRate: 0.01 }), totalSteps: 100 };
}
