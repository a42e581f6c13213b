import type { Value } from '../../autodiff/primitive.ts';
import type { Shape } from '../../tensor/tensor.ts';
import { shapeError } from '../shape-error.ts';

/** The number of channels of rows that have places before them (steps, cells); an error that names the layer where they have none. */
export function channelsOfPlaces(layer: string, input: Shape): number {
  if (input.length >= 2 && !input.includes(0)) return input.at(-1)!;
  throw shapeError(layer, 'rows of places and channels, [height, width, channels]', input);
}

/** The axes of the places of a batch: all but the first and the last. */
export function placesOf(x: Value): readonly number[] {
  return x.shape.slice(1, -1).map((_, axis) => axis + 1);
}
