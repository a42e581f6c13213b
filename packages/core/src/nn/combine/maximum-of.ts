import { maximum } from '../../autodiff/ops/index.ts';
import type { Layer } from '../layer.ts';
import { merging } from './merging.ts';
import { sameShapes } from './same-shapes.ts';
import type { WeightsOfAll } from './weights-of-all.ts';

/**
 * The same input to every layer, of their outputs the largest, number by number: x → max(f₁(x), …, fₙ(x)).
 *
 * All outputs have one shape. Where two are equal, each gets half of the gradient.
 *
 * @example
 * const layer = maximumOf(dense({ units: 8 }), dense({ units: 8 }));
 * layer.outputShape([5]); // [8]
 */
export function maximumOf<const L extends readonly Layer[]>(...layers: L): Layer<WeightsOfAll<L>> {
  return merging({ kind: 'maximumOf' }, layers, {
    shape: sameShapes,
    apply: (outputs) => outputs.reduce((merged, output) => maximum(merged, output)),
  });
}
