import { concat } from '../../autodiff/ops/index.ts';
import { FoldwiseError } from '../../errors.ts';
import { sameShape, showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import type { Layer } from '../layer.ts';
import { shapeError } from '../shape-error.ts';
import { merging } from './merging.ts';
import type { WeightsOfAll } from './weights-of-all.ts';

/**
 * The same input to every layer, their outputs one after the other along an axis: `[3, 8]` and `[2, 8]` along axis 0 → `[5, 8]`.
 *
 * The outputs may differ along that axis only. Along the last one it is {@link parallel}.
 *
 * @param axis Of a row, from 0; −1 is the last one.
 * @throws FoldwiseError `input` where the axis is no whole number.
 * @example
 * const bothEnds = parallelAlong(0, slice({ axis: 0, from: 0, to: 2 }), slice({ axis: 0, from: -2 }));
 * bothEnds.outputShape([9, 4]); // [4, 4]
 */
export function parallelAlong<const L extends readonly Layer[]>(
  axis: number,
  ...layers: L
): Layer<WeightsOfAll<L>> {
  if (!Number.isInteger(axis)) {
    throw new FoldwiseError(`expected the axis to be a whole number, got ${String(axis)}`, {
      code: 'input',
      where: 'parallelAlong',
      hint: 'pass the axis first, then the layers: parallelAlong(0, …)',
    });
  }
  return merging({ kind: 'parallelAlong', axis }, layers, {
    shape: (shapes, place) => joined(axis, shapes, place),
    apply: (outputs) => concat(outputs, axis < 0 ? axis : axis + 1),
  });
}

function joined(axis: number, shapes: readonly Shape[], place: (i: number) => string): Shape {
  const first = shapes[0]!;
  const along = axis < 0 ? axis + first.length : axis;
  if (along < 0 || along >= first.length) {
    throw shapeError(place(0), `rows with an axis ${axis}`, first);
  }
  const odd = shapes.findIndex(
    (shape) => shape.length !== first.length || !sameShape(shape.with(along, 0), first.with(along, 0)),
  );
  if (odd >= 0) {
    const wanted = `rows that differ from ${showShape(first)}, of the first layer, along axis ${axis} only`;
    throw shapeError(place(odd), wanted, shapes[odd]!);
  }
  return first.with(
    along,
    shapes.reduce((sum, shape) => sum + shape[along]!, 0),
  );
}
