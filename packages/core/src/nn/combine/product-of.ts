import { multiply } from '../../autodiff/ops/index.ts';
import type { Layer } from '../layer.ts';
import { merging } from './merging.ts';
import { sameShapes } from './same-shapes.ts';
import type { WeightsOfAll } from './weights-of-all.ts';

/**
 * The same input to every layer, their outputs multiplied number by number: x → f₁(x)·…·fₙ(x).
 *
 * All outputs have one shape. One of them may be a gate, that is between 0 and 1.
 *
 * @example
 * const gated = productOf(dense({ units: 8 }), sequential(dense({ units: 8 }), sigmoid()));
 * gated.outputShape([5]); // [8]
 */
export function productOf<const L extends readonly Layer[]>(...layers: L): Layer<WeightsOfAll<L>> {
  return merging({ kind: 'productOf' }, layers, {
    shape: sameShapes,
    apply: (outputs) => outputs.reduce((merged, output) => multiply(merged, output)),
  });
}
