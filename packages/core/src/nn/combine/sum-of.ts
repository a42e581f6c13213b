import { add } from '../../autodiff/ops/index.ts';
import type { Layer } from '../layer.ts';
import { merging } from './merging.ts';
import { sameShapes } from './same-shapes.ts';
import type { WeightsOfAll } from './weights-of-all.ts';

/**
 * The same input to every layer, their outputs added up number by number: x → f₁(x) + … + fₙ(x).
 *
 * All outputs have one shape. With `identity()` among the layers it is {@link residual}.
 *
 * @example
 * const twoPaths = sumOf(dense({ units: 8 }), sequential(dense({ units: 32 }), relu(), dense({ units: 8 })));
 * twoPaths.outputShape([5]); // [8]
 */
export function sumOf<const L extends readonly Layer[]>(...layers: L): Layer<WeightsOfAll<L>> {
  return merging({ kind: 'sumOf' }, layers, {
    shape: sameShapes,
    apply: (outputs) => outputs.reduce((merged, output) => add(merged, output)),
  });
}
