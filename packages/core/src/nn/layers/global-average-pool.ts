import { mean } from '../../autodiff/ops/index.ts';
import type { Layer, NoWeights } from '../layer.ts';
import { channelsOfPlaces, placesOf } from './places.ts';
import { withoutWeights } from './without-weights.ts';

/**
 * The mean of each channel over all places; `[height, width, channels]` → `[channels]`, `[steps, channels]` → `[channels]`.
 *
 * Stands where `flatten` would, without weights that depend on the size of the image. Lin, Chen & Yan 2014, "Network In Network".
 *
 * @example
 * const network = sequential(conv2d({ filters: 16, kernelSize: 3 }), activation('relu'), globalAveragePool(), dense({ units: 10 }));
 */
export function globalAveragePool(): Layer<NoWeights> {
  const kind = 'globalAveragePool';
  return withoutWeights(
    { kind },
    (input) => [channelsOfPlaces(kind, input)],
    (x) => mean(x, { axes: placesOf(x) }),
  );
}
