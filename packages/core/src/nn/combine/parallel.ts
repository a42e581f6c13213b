import { concat } from '../../autodiff/ops/index.ts';
import { sameShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { merging } from './merging.ts';
import type { WeightsOfAll } from './weights-of-all.ts';

/**
 * The same input to every layer, their outputs side by side on the last axis: x → [f₁(x), …, fₙ(x)].
 *
 * The outputs may differ in their last axis only.
 *
 * @example
 * const network = parallel(
 *   columns({ from: 0, to: 5 }),
 *   sequential(columns({ from: 5 }), embedding({ levels: 12, dimension: 4 }), flatten()),
 * );
 */
export function parallel<const L extends readonly Layer[]>(...layers: L): Layer<WeightsOfAll<L>> {
  return merging({ kind: 'parallel' }, layers, {
    shape: sideBySide,
    apply: (outputs) => concat(outputs, -1),
  });
}

function sideBySide(shapes: readonly Shape[], place: (i: number) => string): Shape {
  const front = shapes[0]!.slice(0, -1);
  const width = shapes.reduce((sum, shape, i) => {
    if (shape.length > 0 && sameShape(shape.slice(0, -1), front)) return sum + shape.at(-1)!;
    const wanted = `rows of shape [${[...front, 'any'].join(', ')}], as the first layer gives`;
    throw shapeError(place(i), wanted, shape, 'end the branch with flatten()');
  }, 0);
  return [...front, width];
}
