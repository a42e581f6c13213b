import type { Transformer } from '../transformer.ts';
import { greatCircle } from './great-circle.ts';
import { wayStep } from './way-step.ts';
import type { WayOptions } from './way-step.ts';

/**
 * Adds the distance in kilometres between two places of a row along a great circle: the haversine formula.
 *
 * `2R · atan2(√h, √(1 − h))` with `h = sin²(Δφ/2) + cos φ₁ · cos φ₂ · sin²(Δλ/2)` and R = 6371.0088 km. Missing where a degree is.
 *
 * @example
 * geoDistance({ from: ['pickup_lat', 'pickup_lon'], to: ['dropoff_lat', 'dropoff_lon'], name: 'kilometres' });
 */
export function geoDistance(way: WayOptions): Transformer {
  return wayStep('geoDistance', way, greatCircle);
}
