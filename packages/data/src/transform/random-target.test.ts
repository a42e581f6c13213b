import { rng, rocAuc } from '@foldwise/core/base';
import { describe, expect, test } from 'vitest';
import { named } from '../select/named.ts';
import { numeric } from '../select/of-kind.ts';
import { kFold } from '../split/k-fold.ts';
import { categoryColumn, numberColumn, textColumn } from '../table/column.ts';
import type { Column, NumberArray } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { orderedTarget } from './column/ordered-target.ts';
import { piecewiseLinear } from './column/piecewise-linear.ts';
import { targetEncode } from './column/target-encode.ts';
import { weightOfEvidence } from './column/weight-of-evidence.ts';
import { fitTransform } from './fit-transform.ts';
import { classDistances } from './points/class-distances.ts';
import { neighbourTargets } from './points/neighbour-targets.ts';
import { termEvidence } from './text/term-evidence.ts';
import { termTarget } from './text/term-target.ts';
import { textRidge } from './text/text-ridge.ts';

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
function crossValidatedAuc(columns: readonly Column[], sold = target, of = folds): number {
  const [column] = columns;
  if (column?.kind !== 'number') throw new Error('expected a number column');
  const areas = of.map(({ validation }) => {
    const taken = (values: NumberArray): Float64Array => Float64Array.from(validation, (row) => values[row]!);
    const { length } = validation;
    const truth = { shape: [length], data: taken(sold.values) };
    return rocAuc().score(truth, { shape: [length, 1], data: taken(column.values) });
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

describe('of steps that look at several columns', () => {
  // Fewer rows, since every pair of them is compared: one standard deviation is 0.008.
  const count = 5000;
  const places = new Table(
    ['x', 'y'].map((name) =>
      numberColumn(
        name,
        Array.from({ length: count }, () => random.uniform()),
      ),
    ),
  );
  const sold = numberColumn('Sold', target.values.subarray(0, count));
  const asClasses = categoryColumn(
    'Sold',
    Array.from(sold.values, (value) => (value === 1 ? 'yes' : 'no')),
  );
  const few = kFold().split(places, sold, rng(5));
  const auc = (table: Table): number => crossValidatedAuc(table.columns.slice(-1), sold, few);

  test.for([
    neighbourTargets(numeric(), { neighbours: [1] }),
    neighbourTargets(numeric(), { neighbours: [20] }),
    neighbourTargets(numeric(), { neighbours: [20], weights: 'distance' }),
  ])('training rows know nothing: $spec', (step) => {
    expect(auc(step.fit(places, sold).transform(places))).toBeGreaterThan(0.6);
    expect(Math.abs(auc(fitTransform(step, places, sold)[0]) - 0.5)).toBeLessThan(0.02);
  });

  test('nor by the distance of each class', () => {
    // Far from the rows of "yes" is not sold: the area is turned round.
    const step = classDistances(numeric(), { neighbours: [1] });
    expect(auc(step.fit(places, asClasses).transform(places))).toBeLessThan(0.4);
    expect(Math.abs(auc(fitTransform(step, places, asClasses)[0]) - 0.5)).toBeLessThan(0.02);
  });
});

test.for([
  textRidge(named('Street'), { alpha: 0.01 }),
  termEvidence(named('Street')),
  termTarget(named('Street'), { smoothing: 0 }),
])('nor do they by terms of texts: $spec', (step) => {
  const count = 5000;
  const texts = new Table([
    textColumn(
      'Street',
      Array.from({ length: count }, () => `word${random.below(700)} word${random.below(700)}`),
    ),
  ]);
  const sold = numberColumn('Sold', target.values.subarray(0, count));
  const some = kFold().split(texts, sold, rng(5));
  const auc = (table: Table): number => crossValidatedAuc(table.columns.slice(-1), sold, some);
  const classes = Array.from(sold.values, (value) => (value === 1 ? 'yes' : 'no'));
  const labels = step.spec.kind === 'termEvidence' ? categoryColumn('Sold', classes) : sold;
  expect(auc(step.fit(texts, labels).transform(texts))).toBeGreaterThan(0.6);
  expect(Math.abs(auc(fitTransform(step, texts, labels)[0]) - 0.5)).toBeLessThan(0.02);
});

test('edges that the target cuts do not tell it', () => {
  const places = numberColumn(
    'x',
    Array.from({ length: rows }, () => random.uniform()),
  );
  const made = piecewiseLinear({ by: 'target' }).fit(places, target).transform(places);
  expect(made.length).toBeGreaterThan(4);
  for (const column of made) expect(Math.abs(crossValidatedAuc([column]) - 0.5)).toBeLessThan(0.02);
});
