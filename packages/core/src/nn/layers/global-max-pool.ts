import { max } from '../../autodiff/ops/index.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { channelsOfPlaces, placesOf } from './places.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * The largest number of each channel over all places; `[height, width, channels]` → `[channels]`, `[steps, channels]` → `[channels]`.
 *
 * Says whether something is there, wherever it is. Where several are largest, they share the gradient.
 *
 * @example
 * const network = sequential(conv1d({ filters: 16, kernelSize: 3 }), activation('relu'), globalMaxPool(), dense({ units: 2 }));
 */
export function globalMaxPool(): Layer<NoWeights> {
  const kind = 'globalMaxPool';
  return withoutWeights(
    { kind },
    (input) => [channelsOfPlaces(kind, input)],
    (x) => max(x, { axes: placesOf(x) }),
  );
}
