import type { Value } from '../../autodiff/primitive.ts';
import { multiply, reshape } from '../../autodiff/ops/index.ts';
import type { Rng } from '../../random/rng.ts';
import type { Shape, Tensor } from '../../tensor/tensor.ts';
import { checkOptions } from '../../check-option.ts';
import type { Layer, ValuesOf } from '../layer.ts';
import { checkFeatures } from './features.ts';
import { drawScales, memberInputs, memberScalesOf } from './member-scales.ts';
import type { MemberScaleOptions } from './member-scales.ts';

/** Weights of a member scale: `scale` is `[members, inputs]`. */
export type MemberScaleWeights = { readonly scale: Tensor };

/**
 * A row as each member of an ensemble sees it, y = r ⊙ x with a trained r of each member's own; `[inputs]` or `[members, inputs]` →
 * `[members, inputs]`.
 *
 * In front of dense layers that all members share, and with `memberHeads` behind them, it makes TabM-mini (Gorishniy, Kotelnikov &
 * Babenko 2025). Scales start as random signs unless said otherwise.
 *
 * @example
 * const network = sequential(memberScale({ members: 8 }), dense({ units: 64 }), activation('relu'), memberHeads({ members: 8, units: 1 }));
 * network.outputShape([5]); // [8, 1]
 */
export function memberScale(options: MemberScaleOptions): Layer<MemberScaleWeights> {
  checkOptions('memberScale', options, ['members', 'scaleStart', 'chunks']);
  const scales = memberScalesOf('memberScale', options, 'signs');
  const { members, scaleStart, chunks } = scales;
  return Object.freeze({
    spec: Object.freeze({ kind: 'memberScale', members, scaleStart, ...(chunks && { chunks }) }),
    outputShape: (input: Shape): Shape => [members, memberInputs('memberScale', members, input)],
    init(input: Shape, rng: Rng): MemberScaleWeights {
      const inputs = memberInputs('memberScale', members, input);
      return { scale: drawScales('memberScale', scales, inputs, rng.split('scale')) };
    },
    apply(weights: ValuesOf<MemberScaleWeights>, x: Value): Value {
      const [batch, ...row] = x.shape;
      const inputs = memberInputs('memberScale', members, row);
      checkFeatures('memberScale', weights.scale.shape[1]!, x);
      return multiply(row.length === 1 ? reshape(x, [batch!, 1, inputs]) : x, weights.scale);
    },
  });
}
