import { FoldwiseError } from '@foldwise/core/base';
import { murmurHash } from '../../statistics/murmur-hash.ts';
import type { Column, StringColumn } from '../../table/column.ts';
import { checkChoice } from '../check-option.ts';
import { expectStrings } from '../expect-kind.ts';
import type { ColumnTransformer, FittedColumnTransformer } from '../transformer.ts';

export interface HashEncodeOptions {
  /** How many buckets share the levels, from 1 to 65,536 (256 as columns); default 256. */
  readonly buckets?: number;
  /**
   * `'code'` (the default): the bucket's number 1 …, 0 for a missing cell, for an embedding. `'columns'`: `<name>#0` …, with 1 or −1 in
   * the bucket's column and 0 in the others.
   */
  readonly as?: 'code' | 'columns';
}

/**
 * Throws levels into buckets by a hash of their text: for columns of so many levels that no list of them can be kept.
 *
 * Levels that meet in a bucket cannot be told apart, save, as columns, by the sign that the hash gives them (Weinberger et al. 2009).
 * New levels have their buckets like all others. The hash is MurmurHash3, as in scikit-learn's `FeatureHasher`. Nothing is learned.
 *
 * @example
 * onColumns(named('DeviceInfo'), hashEncode({ buckets: 1024 })); // states its cardinality, 1025
 */
export function hashEncode(options: HashEncodeOptions = {}): ColumnTransformer {
  const { buckets = 256, as = 'code' } = options;
  checkChoice('hashEncode', 'as', as, ['code', 'columns']);
  const most = as === 'code' ? 65_536 : 256;
  if (!Number.isInteger(buckets) || buckets < 1 || buckets > most) {
    throw new FoldwiseError(`expected a whole number of buckets from 1 to ${most}, got ${buckets}`, {
      code: 'input',
      where: 'hashEncode',
      hint: 'leave it out for 256',
    });
  }
  const encode = as === 'code' ? codes : columns;
  const fitted = Object.freeze({
    transform: (column: Column) => encode(expectStrings('hashEncode', column), buckets),
  });
  return Object.freeze({
    spec: Object.freeze({ kind: 'hashEncode', buckets, as }),
    fit(train: Column): FittedColumnTransformer {
      expectStrings('hashEncode', train);
      return fitted;
    },
  });
}

/** The bucket and the sign of each level, from the hash as a signed number. */
function placesOf({ levels }: StringColumn, buckets: number) {
  const signed = levels.map((level) => murmurHash(level) | 0);
  return signed.map((hash) => ({ bucket: Math.abs(hash) % buckets, sign: hash < 0 ? -1 : 1 }));
}

function codes(column: StringColumn, buckets: number): readonly Column[] {
  const places = placesOf(column, buckets);
  const values = Float64Array.from(column.codes, (code) => (places[code]?.bucket ?? -1) + 1);
  return [{ kind: 'number', name: column.name, length: column.length, values, cardinality: buckets + 1 }];
}

function columns(column: StringColumn, buckets: number): readonly Column[] {
  const places = placesOf(column, buckets);
  const made = Array.from({ length: buckets }, (_, bucket) => ({
    kind: 'number' as const,
    name: `${column.name}#${bucket}`,
    length: column.length,
    values: new Float64Array(column.length),
  }));
  column.codes.forEach((code, row) => {
    const place = places[code];
    if (place) made[place.bucket]!.values[row] = place.sign;
  });
  return made;
}
