import { cos, sin } from '@foldwise/core/base';
import { numberColumn } from '../../table/column.ts';
import { checkNumber, checkSome } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { degree } from './great-circle.ts';
import { placeStep } from './place-step.ts';
import type { PlaceOptions } from './place-step.ts';

export interface GeoRotationOptions extends PlaceOptions {
  /** Angles in degrees; default `[15, 30, 45]`. */
  readonly angles?: readonly number[];
}

/**
 * Adds the coordinates of a place on axes that are turned: `<latitude>_turned_30`, `<longitude>_turned_30`.
 *
 * `φ·cos α + λ·sin α` and `λ·cos α − φ·sin α`: a cut of one number then divides a town along streets that do not run north. Nothing is
 * learned; missing where a degree is.
 *
 * @example
 * geoRotation({ at: ['lat', 'lon'], angles: [30, 45] });
 */
export function geoRotation(options: GeoRotationOptions): Transformer {
  const { at, angles = [15, 30, 45] } = options;
  const kind = 'geoRotation';
  checkSome(kind, 'angles', angles);
  for (const angle of angles) checkNumber(kind, 'angles', angle);
  return placeStep(
    kind,
    options,
    { angles: [...angles] },
    () =>
      ({ latitudes, longitudes }) =>
        angles.flatMap((angle) => {
          const [c, s] = [cos(angle * degree), sin(angle * degree)];
          return [
            numberColumn(
              `${at[0]}_turned_${angle}`,
              latitudes.map((latitude, row) => latitude * c + longitudes[row]! * s),
            ),
            numberColumn(
              `${at[1]}_turned_${angle}`,
              longitudes.map((longitude, row) => longitude * c - latitudes[row]! * s),
            ),
          ];
        }),
  );
}
