import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { numberColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import { describeTransformer } from '../../testing/describe-transformer.ts';
import { geoDistance } from './geo-distance.ts';

// Made by ../fixtures/record-features.py with scikit-learn's haversine_distances.
const {
  places,
}: {
  readonly places: {
    readonly degrees: readonly (readonly number[])[];
    readonly kilometres: readonly number[];
  };
} = JSON.parse(readFileSync(new URL('../fixtures/features.json', import.meta.url), 'utf8'));

const step = geoDistance({ from: ['a', 'b'], to: ['c', 'd'], name: 'km' });
const table = new Table(
  ['a', 'b', 'c', 'd'].map((name, i) =>
    numberColumn(
      name,
      places.degrees.map((row) => row[i]!),
    ),
  ),
);

describeTransformer(step, { table });

test('distances are those of haversine_distances', () => {
  const { values } = Object(step.fit(table).transform(table).column('km'));
  places.kilometres.forEach((want, row) =>
    expect(Math.abs(values[row] - want)).toBeLessThanOrEqual(1e-9 * Math.max(1, want)),
  );
});

test('a column that is not there is an error', () => {
  expect(() => step.fit(table.without('d'))).toThrow('geoDistance: expected a column "d"');
});
