import { atan2, cos, sin } from '@foldwise/core/base';
import type { Place } from './way-step.ts';

/** The mean radius of the earth in kilometres, by the International Union of Geodesy and Geophysics. */
export const earthRadius = 6371.0088;

/** One degree in radians. */
export const degree: number = Math.PI / 180;

/** Kilometres along a great circle by the haversine formula. */
export function greatCircle(from: Place, to: Place): number {
  const up = sin(((to.latitude - from.latitude) * degree) / 2);
  const across = sin(((to.longitude - from.longitude) * degree) / 2);
  const h = Math.min(1, up * up + cos(from.latitude * degree) * cos(to.latitude * degree) * across * across);
  return 2 * earthRadius * atan2(Math.sqrt(h), Math.sqrt(1 - h));
}
