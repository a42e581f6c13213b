import type { Value } from '../../autodiff/primitive.ts';
import { add, matmul, multiply, reshape } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import { ones, stack } from '../../tensor/make.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkCount, checkOptions } from '../../check-option.ts';
import { withinRootOf } from '../initializers/within.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures } from './features.ts';
import { drawScales, memberInputs, memberScalesOf } from './member-scales.ts';
import type { MemberScaleOptions } from './member-scales.ts';

/** What a batch-ensemble layer is made of. */
export interface BatchEnsembleDenseOptions extends MemberScaleOptions {
  /** How many outputs each member has. */
  readonly units: number;
}

/**
 * Weights of a batch-ensemble layer: `kernel`, `[inputs, units]`, is shared; `inputScale` `[members, inputs]`, `outputScale` and
 * `bias` `[members, units]` have a line for each member.
 */
export type BatchEnsembleDenseWeights = {
  readonly kernel: Tensor;
  readonly inputScale: Tensor;
  readonly outputScale: Tensor;
  readonly bias: Tensor;
};

/**
 * A dense layer for each member of an ensemble, nearly all of it shared: yᵢ = sᵢ ⊙ ((rᵢ ⊙ x)·W) + bᵢ; `[inputs]` (the same row for
 * all) or `[members, inputs]` → `[members, units]`.
 *
 * Starts as TabM does: W and b as torch's Linear, all members from the same b; s = 1; r = 1 unless `scaleStart` says otherwise, which
 * it should in the first layer. Wen, Tran & Ba 2020, "BatchEnsemble"; Gorishniy, Kotelnikov & Babenko 2025, "TabM".
 *
 * @example
 * const tabm = sequential(
 *   batchEnsembleDense({ members: 8, units: 64, scaleStart: 'signs' }), activation('relu'),
 *   batchEnsembleDense({ members: 8, units: 64 }), activation('relu'),
 *   memberHeads({ members: 8, units: 3 }),
 * );
 * tabm.outputShape([5]); // [8, 3]
 */
export function batchEnsembleDense(options: BatchEnsembleDenseOptions): Layer<BatchEnsembleDenseWeights> {
  const kind = 'batchEnsembleDense';
  checkOptions(kind, options, ['units', 'members', 'scaleStart', 'chunks']);
  const units = checkCount(kind, 'units', options.units);
  const scales = memberScalesOf(kind, options, 'ones');
  const { members, scaleStart, chunks } = scales;
  return Object.freeze({
    spec: Object.freeze({ kind, units, members, scaleStart, ...(chunks && { chunks }) }),
    outputShape(input: Shape): Shape {
      memberInputs(kind, members, input);
      return [members, units];
    },
    init(input: Shape, rng: Rng): BatchEnsembleDenseWeights {
      const inputs = memberInputs(kind, members, input);
      const bias = withinRootOf(inputs, [units], rng.split('bias'));
      return {
        kernel: withinRootOf(inputs, [inputs, units], rng.split('kernel')),
        inputScale: drawScales(kind, scales, inputs, rng.split('inputScale')),
        outputScale: ones([members, units]),
        bias: stack(Array.from({ length: members }, () => bias)),
      };
    },
    apply(weights: ValuesOf<BatchEnsembleDenseWeights>, x: Value): Value {
      const [batch, ...row] = x.shape;
      const inputs = memberInputs(kind, members, row);
      checkFeatures(kind, weights.kernel.shape[0]!, x);
      const rows = row.length === 1 ? reshape(x, [batch!, 1, inputs]) : x;
      const lines = reshape(multiply(rows, weights.inputScale), [batch! * members, inputs]);
      const shared = reshape(matmul(lines, weights.kernel), [batch!, members, units]);
      return add(multiply(shared, weights.outputScale), weights.bias);
    },
  });
}
