import { FoldwiseError } from '@foldwise/core/base';
import { stringColumn } from '../../table/column.ts';
import { checkSome } from '../check-option.ts';
import type { Transformer } from '../transformer.ts';
import { placeStep } from './place-step.ts';
import type { PlaceOptions } from './place-step.ts';

export interface GeoHashOptions extends PlaceOptions {
  /** Lengths from 1 to 12, a column each; default `[4, 5, 6]`: cells of 39, 4.9 and 1.2 kilometres from west to east. */
  readonly lengths?: readonly number[];
  /** What the names of the new columns begin with; default `'geohash'`. */
  readonly name?: string;
}

/**
 * Adds the geohash of a place cut to some lengths, as categories: `geohash_5`.
 *
 * Bits that halve the ranges of longitude and latitude in turn, five a letter (G. Niemeyer 2008): places with the same first letters are
 * near each other. Nothing is learned; missing where a degree is, or where it is no latitude from −90 to 90 or longitude from −180 to 180.
 *
 * @example
 * pipeline(geoHash({ at: ['lat', 'lon'], lengths: [5] }), onColumns(named('geohash_5'), targetEncode()));
 */
export function geoHash(options: GeoHashOptions): Transformer {
  const { lengths = [4, 5, 6], name = 'geohash' } = options;
  checkLengths(lengths);
  return placeStep(kind, options, { lengths: [...lengths], name }, () => ({ latitudes, longitudes }) => {
    const most = Math.max(...lengths);
    const hashes = Array.from(latitudes, (latitude, row) => hashOf(latitude, longitudes[row]!, most));
    return lengths.map((length) =>
      stringColumn(
        'category',
        `${name}_${length}`,
        hashes.map((hash) => hash?.slice(0, length) ?? null),
      ),
    );
  });
}

const kind = 'geoHash';
const letters = '0123456789bcdefghjkmnpqrstuvwxyz';

function checkLengths(lengths: readonly number[]): void {
  checkSome(kind, 'lengths', lengths);
  const odd = lengths.find((length) => !(Number.isInteger(length) && length >= 1 && length <= 12));
  if (odd === undefined) return;
  throw new FoldwiseError(`expected lengths from 1 to 12, got ${odd}`, {
    code: 'input',
    where: kind,
    hint: '12 letters are a few centimetres',
  });
}

function hashOf(latitude: number, longitude: number, length: number): string | undefined {
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined;
  const ranges = [
    { low: -180, high: 180, at: longitude },
    { low: -90, high: 90, at: latitude },
  ];
  let hash = '';
  for (let letter = 0, turn = 0; letter < length; letter++) {
    let bits = 0;
    for (let bit = 0; bit < 5; bit++, turn = 1 - turn) {
      const range = ranges[turn]!;
      const middle = (range.low + range.high) / 2;
      const isUpper = range.at >= middle;
      bits = 2 * bits + Number(isUpper);
      if (isUpper) range.low = middle;
      else range.high = middle;
    }
    hash += letters[bits]!;
  }
  return hash;
}
