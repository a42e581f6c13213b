import { atan2, cos, sin } from '@foldwise/core';
import { selectColumns } from '../../select/select-columns.ts';
import { named } from '../../select/named.ts';
import { numberColumn } from '../../table/column.ts';
import { addingStep } from '../adding-step.ts';
import { expectNumber } from '../expect-kind.ts';
import { sameColumn } from '../same-column.ts';
import type { Transformer } from '../transformer.ts';

export interface GeoDistanceOptions {
  /** The columns of latitude and longitude in degrees where the way begins. */
  readonly from: readonly [latitude: string, longitude: string];
  /** Those where it ends. */
  readonly to: readonly [latitude: string, longitude: string];
  /** The name of the new column. */
  readonly name: string;
}

/** The mean radius of the earth in kilometres, by the International Union of Geodesy and Geophysics. */
const radius = 6371.0088;

/**
 * Adds the distance in kilometres between two places of a row along a great circle: the haversine formula.
 *
 * `2R · atan2(√h, √(1 − h))` with `h = sin²(Δφ/2) + cos φ₁ · cos φ₂ · sin²(Δλ/2)` and R = 6371.0088 km. Missing where a degree is.
 *
 * @example
 * geoDistance({ from: ['pickup_lat', 'pickup_lon'], to: ['dropoff_lat', 'dropoff_lon'], name: 'kilometres' });
 */
export function geoDistance({ from, to, name }: GeoDistanceOptions): Transformer {
  const kind = 'geoDistance';
  const degrees = [...from, ...to];
  return addingStep({ kind, from: [...from], to: [...to], name }, (train) => {
    for (const column of selectColumns(train, named(...degrees), kind)) expectNumber(kind, column);
    return (table) => {
      const [a, b, c, d] = degrees.map((of) => expectNumber(kind, sameColumn(kind, table, of)).values);
      const kilometres = Float64Array.from({ length: table.length }, (_, row) =>
        haversine(a![row]!, b![row]!, c![row]!, d![row]!),
      );
      return [numberColumn(name, kilometres)];
    };
  });
}

function haversine(latitude: number, longitude: number, toLatitude: number, toLongitude: number): number {
  const degree = Math.PI / 180;
  const up = sin(((toLatitude - latitude) * degree) / 2);
  const across = sin(((toLongitude - longitude) * degree) / 2);
  const h = Math.min(1, up * up + cos(latitude * degree) * cos(toLatitude * degree) * across * across);
  return 2 * radius * atan2(Math.sqrt(h), Math.sqrt(1 - h));
}
