import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { categoryColumn, cellsOf, numberColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import type { Transformer } from '../transformer.ts';
import { geoBearing } from './geo-bearing.ts';
import { geoClusters } from './geo-clusters.ts';
import { geoGrid } from './geo-grid.ts';
import { geoHash } from './geo-hash.ts';
import { geoManhattan } from './geo-manhattan.ts';
import { geoRotation } from './geo-rotation.ts';

// Made by ../fixtures/record-points.py with numpy and scikit-learn.
const {
  places,
}: {
  readonly places: {
    readonly degrees: readonly (readonly number[])[];
    readonly manhattan: readonly number[];
    readonly bearing: readonly number[];
    readonly 'rotated 30': readonly (readonly number[])[];
  };
} = JSON.parse(readFileSync(new URL('../fixtures/points.json', import.meta.url), 'utf8'));

const table = new Table(
  ['a', 'b', 'c', 'd'].map((name, i) =>
    numberColumn(
      name,
      places.degrees.map((row) => row[i]!),
    ),
  ),
);
const way = { from: ['a', 'b'], to: ['c', 'd'], name: 'way' } as const;

function placed(...at: readonly (readonly [number | null, number])[]): Table {
  return new Table([
    numberColumn(
      'lat',
      at.map(([latitude]) => latitude),
    ),
    numberColumn(
      'lon',
      at.map(([, longitude]) => longitude),
    ),
  ]);
}

function made(step: Transformer, of: Table = table): Table {
  return step.fit(of).transform(of);
}

function expectClose(column: string, step: Transformer, want: readonly number[]): void {
  cellsOf(made(step).column(column)).forEach((cell, row) =>
    expect(Math.abs(Number(cell) - want[row]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, want[row]!)),
  );
}

const at = ['lat', 'lon'] as const;

test('ways by right angles are two distances of haversine_distances', () => {
  expectClose('way', geoManhattan(way), places.manhattan);
});

describe('bearings', () => {
  test('are the angles of vectors in the plane that touches the earth', () => {
    expectClose('way', geoBearing(way), places.bearing);
  });

  test('are 0 for north and for no way at all, and go round by the east', () => {
    const ways = new Table(
      [
        [10, 10, 10, 10, 10, 0],
        [20, 20, 20, 20, 20, 0],
        [11, 10, 9, 10, null, 0],
        [20, 20, 20, 20, 20, -1],
      ].map((cells, i) => numberColumn('abcd'[i]!, cells)),
    );
    expect(cellsOf(made(geoBearing(way), ways).column('way'))).toStrictEqual([0, 0, 180, 0, null, 270]);
  });
});

test('rotations are those of a matrix of sines and cosines', () => {
  const step = geoRotation({ at: ['a', 'b'], angles: [30] });
  expectClose(
    'a_turned_30',
    step,
    places['rotated 30'].map((row) => row[0]!),
  );
  expectClose(
    'b_turned_30',
    step,
    places['rotated 30'].map((row) => row[1]!),
  );
});

test('cells of a grid are numbered from the equator and the meridian of Greenwich', () => {
  const rows = placed([40.75, -73.99], [40.71, -73.95], [-0.01, 0.01], [null, 1]);
  expect(cellsOf(made(geoGrid({ at }), rows).column('cell'))).toStrictEqual([
    '407 -740',
    '407 -740',
    '-1 0',
    null,
  ]);
});

test('geohashes are those of the examples of geohash.org and Wikipedia', () => {
  const rows = placed([57.64911, 10.40744], [42.605, -5.603], [-90, -180], [90, 180], [91, 0]);
  const hashed = made(geoHash({ at, lengths: [5, 11] }), rows);
  expect(cellsOf(hashed.column('geohash_11'))).toStrictEqual([
    'u4pruydqqvj',
    expect.stringMatching(/^ezs42/),
    '00000000000',
    'zzzzzzzzzzz',
    null,
  ]);
  expect(cellsOf(hashed.column('geohash_5'))).toStrictEqual(['u4pru', 'ezs42', '00000', 'zzzzz', null]);
});

describe('clusters of places', () => {
  test('have the distance of geoDistance to their middle', () => {
    // Two places on one meridian: their middle is half way.
    const rows = placed([10, 50], [20, 50], [15, 50], [null, 3]);
    const [, , km] = made(geoClusters({ at, clusters: 1 }), rows).columns;
    const tenDegrees = (6371.0088 * Math.PI) / 36;
    expect(cellsOf(km!)).toStrictEqual([
      expect.closeTo(tenDegrees, 6),
      expect.closeTo(tenDegrees, 6),
      expect.closeTo(0, 6),
      null,
    ]);
  });

  test('may lie across the 180th meridian', () => {
    const rows = placed([0, 179], [0, -179], [0, 1], [0, -1]);
    const columns = made(geoClusters({ at, clusters: 2 }), rows).columns.slice(2);
    const degreeOfEquator = (6371.0088 * Math.PI) / 180;
    const nearest = [0, 1, 2, 3].map((row) =>
      Math.min(...columns.map((column) => Number(cellsOf(column)[row]))),
    );
    for (const km of nearest) expect(km).toBeCloseTo(degreeOfEquator, 6);
  });
});

test('errors name the column or the option', () => {
  const rows = placed([1, 2], [null, 3]).with(categoryColumn('c', ['x', 'y']));
  expect(() => geoGrid({ at: ['lat', 'long'] }).fit(rows)).toThrow('geoGrid: expected a column "long"');
  expect(() => geoBearing({ ...way, from: ['lat', 'c'], to: ['lat', 'lon'] }).fit(rows)).toThrow(
    'geoBearing: expected a number column, got category "c"',
  );
  expect(() => geoGrid({ at, side: 0 })).toThrow('expected side to be a number of degrees above 0, got 0');
  expect(() => geoHash({ at, lengths: [13] })).toThrow('geoHash: expected lengths from 1 to 12, got 13');
  expect(() => geoRotation({ at, angles: [] })).toThrow(
    'geoRotation: expected at least one of angles, got none',
  );
  expect(() => geoClusters({ at, clusters: 2 }).fit(rows)).toThrow(
    'geoClusters: expected at least 2 training rows with a number in each of the columns, got 1 of 2',
  );
});
