import { stringColumn } from '../../table/column.ts';
import { checkNumber } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { placeStep } from './place-step.ts';
import type { PlaceOptions } from './place-step.ts';

export interface GeoGridOptions extends PlaceOptions {
  /** The side of a cell in degrees; default 0.1, eleven kilometres from south to north. */
  readonly side?: number;
  /** The name of the new column; default `'cell'`. */
  readonly name?: string;
}

/**
 * Adds the cell of a grid that a place lies in, as a category: `"407 -740"` are the numbers of its row and column.
 *
 * `⌊φ / side⌋ ⌊λ / side⌋`. `frequencyEncode()` behind it says how densely a cell is settled, `targetEncode()` what is known of it.
 * Nothing is learned; missing where a degree is.
 *
 * @example
 * pipeline(geoGrid({ at: ['lat', 'lon'], side: 0.01 }), onColumns(named('cell'), frequencyEncode()));
 */
export function geoGrid(options: GeoGridOptions): Transformer {
  const { side = 0.1, name = 'cell' } = options;
  const kind = 'geoGrid';
  checkNumber(kind, 'side', side, 'a number of degrees above 0', (value) => value > 0);
  return placeStep(kind, options, { side, name }, () => ({ latitudes, longitudes }) => [
    stringColumn(
      'category',
      name,
      Array.from(latitudes, (latitude, row) => {
        const [up, across] = [latitude, longitudes[row]!].map((degrees) => Math.floor(degrees / side));
        return Number.isFinite(up! + across!) ? `${up} ${across}` : null;
      }),
    ),
  ]);
}
