import type { Value } from '../../autodiff/primitive.ts';
import { add } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import { withinRootOf } from '../initializers/within.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { matmulByGroup } from '../../autodiff/ops/matmul-by-group.ts';
import { shapeError } from '../shape-error.ts';
import { checkFeatures } from './features.ts';

/** What the heads of an ensemble are made of. */
export interface MemberHeadsOptions {
  /** How many members there are. */
  readonly members: number;
  /** How many outputs each has. */
  readonly units: number;
}

/** Weights of the heads of an ensemble: `kernel` is `[members, inputs, units]`, `bias` `[members, units]`. */
export type MemberHeadsWeights = { readonly kernel: Tensor; readonly bias: Tensor };

/**
 * A dense layer of its own for each member of an ensemble, yᵢ = xᵢ·Wᵢ + bᵢ; `[members, inputs]` → `[members, units]`.
 *
 * Starts as torch's Linear. Train it with `meanOverMembers(loss)`, and predict with `meanOfMembers(…)` after it.
 *
 * @example
 * memberHeads({ members: 8, units: 3 }).outputShape([8, 64]); // [8, 3]
 */
export function memberHeads(options: MemberHeadsOptions): Layer<MemberHeadsWeights> {
  checkOptions('memberHeads', options, ['members', 'units']);
  const members = checkCount('memberHeads', 'members', options.members);
  const units = checkCount('memberHeads', 'units', options.units);
  const inputsOf = (input: Shape): number => {
    if (input.length === 2 && input[0] === members && input[1]! > 0) return input[1]!;
    throw shapeError('memberHeads', `rows [${members}, inputs], a line for each member`, input);
  };
  return Object.freeze({
    spec: Object.freeze({ kind: 'memberHeads', members, units }),
    outputShape(input: Shape): Shape {
      inputsOf(input);
      return [members, units];
    },
    init(input: Shape, rng: Rng): MemberHeadsWeights {
      const inputs = inputsOf(input);
      return {
        kernel: withinRootOf(inputs, [members, inputs, units], rng.split('kernel')),
        bias: withinRootOf(inputs, [members, units], rng.split('bias')),
      };
    },
    apply(weights: ValuesOf<MemberHeadsWeights>, x: Value): Value {
      inputsOf(x.shape.slice(1));
      checkFeatures('memberHeads', weights.kernel.shape[1]!, x);
      return add(matmulByGroup(x, weights.kernel), weights.bias);
    },
  });
}
