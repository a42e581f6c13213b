import type { Transformer } from '../transformer.ts';
import { greatCircle } from './great-circle.ts';
import { wayStep } from './way-step.ts';
import type { WayOptions } from './way-step.ts';

/**
 * Adds the distance in kilometres between two places of a row where one first goes north or south and then east or west, as in a town of
 * right angles.
 *
 * The distance to the other latitude plus the distance to the other longitude, both from where the way begins along great circles
 * (`geoDistance`). Missing where a degree is. Streets that do not run north: `geoRotation` first, and differences of what it makes.
 *
 * @example
 * geoManhattan({ from: ['pickup_lat', 'pickup_lon'], to: ['dropoff_lat', 'dropoff_lon'], name: 'blocks' });
 */
export function geoManhattan(way: WayOptions): Transformer {
  return wayStep(
    'geoManhattan',
    way,
    (from, to) =>
      greatCircle(from, { ...from, latitude: to.latitude }) +
      greatCircle(from, { ...from, longitude: to.longitude }),
  );
}
