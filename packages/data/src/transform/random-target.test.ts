import { rng, rocAuc } from '@foldwise/core';
import { expect, test } from 'vitest';
import { kFold } from '../split/k-fold.ts';
import { categoryColumn, numberColumn } from '../table/column.ts';
import type { Column, NumberArray } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { orderedTarget } from './column/ordered-target.ts';
import { targetEncode } from './column/target-encode.ts';
import { weightOfEvidence } from './column/weight-of-evidence.ts';

// A target that no feature says anything of: an encoding that seems to know it has seen the label of the row itself.
// With so many rows the area of a feature that knows nothing is within 0.5 ± 0.004, one standard deviation.
const random = rng(5);
const rows = 20_000;
const levels = categoryColumn(
  'Street',
  Array.from({ length: rows }, () => `street ${random.below(2000)}`),
);
const target = numberColumn(
  'Sold',
  Array.from({ length: rows }, () => random.below(2)),
);
const folds = kFold().split(new Table([levels]), target, rng(5));

/** The mean over five folds of the area under the curve of the encoded rows of each. */
function crossValidatedAuc(columns: readonly Column[]): number {
  const [column] = columns;
  if (column?.kind !== 'number') throw new Error('expected a number column');
  const areas = folds.map(({ validation }) => {
    const of = (values: NumberArray): Float64Array => Float64Array.from(validation, (row) => values[row]!);
    const { length } = validation;
    const truth = { shape: [length], data: of(target.values) };
    return rocAuc().score(truth, { shape: [length, 1], data: of(column.values) });
  });
  return areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

test.for([targetEncode(), targetEncode({ smoothing: 0, folds: 10 }), orderedTarget(), weightOfEvidence()])(
  'of a random target, training rows know nothing, where the naive encoding seems to: $spec',
  (step) => {
    const naive = crossValidatedAuc(step.fit(levels, target).transform(levels));
    const [columns] = step.fitTransform!(levels, target);
    expect(naive).toBeGreaterThan(0.6);
    expect(Math.abs(crossValidatedAuc(columns) - 0.5)).toBeLessThan(0.02);
  },
);

test('as classes, the target is as safe', () => {
  const sold = categoryColumn(
    'Sold',
    Array.from(target.values, (value) => (value === 1 ? 'yes' : 'no')),
  );
  const step = targetEncode();
  expect(crossValidatedAuc(step.fit(levels, sold).transform(levels))).toBeGreaterThan(0.6);
  expect(Math.abs(crossValidatedAuc(step.fitTransform!(levels, sold)[0]) - 0.5)).toBeLessThan(0.02);
});
