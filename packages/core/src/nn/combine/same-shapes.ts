import { sameShape, showShape } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { shapeError } from '../shape-error.ts';

/** The shape that all outputs have which are merged number by number; a single number or column would be repeated, so it is refused. */
export function sameShapes(shapes: readonly Shape[], place: (i: number) => string): Shape {
  const first = shapes[0]!;
  const odd = shapes.findIndex((shape) => !sameShape(shape, first));
  if (odd < 0) return first;
  const wanted = `rows of shape ${showShape(first)}, as the first layer gives`;
  throw shapeError(place(odd), wanted, shapes[odd]!);
}
