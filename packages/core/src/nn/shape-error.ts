import { FoldwiseError } from '../errors.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/tensor.ts';

/** The error of a layer that is handed rows of a shape it cannot take; `wanted` reads after "expected". */
export function shapeError(layer: string, wanted: string, got: Shape, hint?: string): FoldwiseError {
  return new FoldwiseError(`expected ${wanted}, got ${showShape(got)}`, {
    code: 'shape',
    where: layer,
    ...(hint === undefined ? {} : { hint }),
  });
}
