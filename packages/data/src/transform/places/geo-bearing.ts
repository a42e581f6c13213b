import { atan2, cos, sin } from '@foldwise/core/base';
import type { Transformer } from '../transformer.ts';
import { degree } from './great-circle.ts';
import { wayStep } from './way-step.ts';
import type { WayOptions } from './way-step.ts';

/**
 * Adds the direction in degrees in which the way from one place of a row to another sets out: 0 is north, 90 east, always below 360.
 *
 * `atan2(sin Δλ · cos φ₂, cos φ₁ · sin φ₂ − sin φ₁ · cos φ₂ · cos Δλ)`, along a great circle; 0 where both places are the same. Missing
 * where a degree is. 359 lies beside 0: `cyclic({ period: 360 })` behind it says so.
 *
 * @example
 * geoBearing({ from: ['pickup_lat', 'pickup_lon'], to: ['dropoff_lat', 'dropoff_lon'], name: 'bearing' });
 */
export function geoBearing(way: WayOptions): Transformer {
  return wayStep('geoBearing', way, (from, to) => {
    if (from.latitude === to.latitude && from.longitude === to.longitude) return 0;
    const across = (to.longitude - from.longitude) * degree;
    const [a, b] = [from.latitude * degree, to.latitude * degree];
    const angle = atan2(sin(across) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(across)) / degree;
    const turned = angle < 0 ? angle + 360 : angle;
    // What is a hair west of north rounds to 360.
    return turned === 360 ? 0 : turned;
  });
}
