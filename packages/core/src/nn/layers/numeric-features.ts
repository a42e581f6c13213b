import type { Value } from '../../autodiff/primitive.ts';
import { reshape } from '../../autodiff/ops/index.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { shapeError } from '../shape-error.ts';
import { checkFeatures } from './features.ts';

/** How many numbers a row of a numeric embedding has; an error that names the layer where it is no plain row. */
export function rowOfNumbers(layer: string, input: Shape): number {
  if (input.length === 1 && input[0]! > 0) return input[0]!;
  throw shapeError(layer, 'rows of at least one number, [features]', input);
}

/** `[batch, features]` as `[batch, features, 1]`, so that each number meets weights of its own; throws where it does not fit them. */
export function numberByNumber(layer: string, features: number, x: Value): Value {
  rowOfNumbers(layer, x.shape.slice(1));
  checkFeatures(layer, features, x);
  return reshape(x, [...x.shape, 1]);
}
