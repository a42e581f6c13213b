import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { shapeError } from '../shape-error.ts';

/** The length of the last axis of a row, which a layer works on; an error that names the layer where there is none. */
export function featuresOf(layer: string, input: Shape): number {
  const features = input.at(-1);
  if (features === undefined || features === 0) {
    throw shapeError(layer, 'rows of at least one number, [features]', input);
  }
  return features;
}

/** Throws where rows do not have as many features as a layer's weights were made for. */
export function checkFeatures(layer: string, features: number, x: Value): void {
  const row = x.shape.slice(1);
  if (row.at(-1) !== features) {
    throw shapeError(layer, `rows of ${features} numbers, which its weights were made for`, row);
  }
}
