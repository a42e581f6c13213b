import { fromData, leavesOf, numericalGradient, numberOf, ops, scalar, type Tree } from '@foldwise/core';
import { numpyRandom } from '@foldwise/core/testing/generators';
import { describe, expect, test } from 'vitest';
import { concrete } from '../concrete.ts';
import { offBy } from '../test/off-by.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { backpropagated, costOf, descend, expected, firstWeights, fourExams } from './sleep-and-study.ts';
import {
  gradientCheck,
  lowest,
  moved,
  otherExams,
  penalisedCostOf,
  scaled,
  threeExams,
} from './sleep-and-study.ts';

interface Seeded {
  readonly yHat?: readonly number[];
  readonly J: number;
  readonly grad_W1_then_W2?: readonly number[];
  readonly step3_J?: readonly number[];
  readonly gd_rate3_10000_J?: number;
}

interface Welch {
  readonly X: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly normalised_X: readonly (readonly number[])[];
  readonly normalised_y: readonly number[];
  readonly sigmoid_1: number;
  readonly numeric_grad_x2_at_1_5: number;
  readonly grad_check_limit: number;
  readonly seeds: Readonly<Record<string, Seeded>>;
  readonly part7: {
    readonly train_X: readonly (readonly number[])[];
    readonly train_y: readonly number[];
    readonly test_X: readonly (readonly number[])[];
    readonly test_y: readonly number[];
    readonly global_optimum: number;
    readonly other_local_optimum: number;
    readonly source_final: number;
  };
}

const published = referencesTo('welch') as Welch;
const seeds = hasReferences ? Object.entries(published.seeds) : [];
const exams = scaled(threeExams);
const cost = costOf(exams);

function flat(tree: Tree): readonly number[] {
  return leavesOf(tree).flatMap(({ leaf }) => [...leaf.data]);
}

describe.skipIf(!hasReferences)('hours of sleep and of study (skipped where ../shared is absent)', () => {
  test('are the published ones, and scaled as published', () => {
    expect(threeExams.hours).toEqual(published.X);
    expect(threeExams.marks).toEqual(published.y);
    expect([...exams.hours.data]).toEqual(published.normalised_X.flat());
    expect([...exams.marks.data]).toEqual(published.normalised_y);
    const { train_X: hours, train_y: marks, test_X: others, test_y: theirs } = published.part7;
    expect([fourExams.hours, fourExams.marks]).toEqual([hours, marks]);
    expect([otherExams.hours, otherExams.marks]).toEqual([others, theirs]);
  });

  test('the sigmoid of 1 has the published digits', () => {
    expect(offBy([numberOf(concrete(ops.sigmoid(scalar(1))))], [published.sigmoid_1])).toBeLessThan(1e-15);
  });

  test('the derivative of x² at 1.5 by differences has the published digits', () => {
    // Core divides by the distance of the two points as they are in float64, the source by 2·10⁻⁴.
    const square = ({ data }: { readonly data: Float64Array }) => scalar(data[0]! * data[0]!);
    const found = numberOf(numericalGradient(square, fromData(Float64Array.of(1.5), [1]), 1e-4 / 1.5));
    expect(offBy([found], [published.numeric_grad_x2_at_1_5])).toBeLessThan(1e-9);
  });

  test.each(seeds)(
    'with seed %s, cost, gradient and steps are the published ones',
    { timeout: 60_000 },
    (seed, said) => {
      const start = firstWeights(numpyRandom(Number(seed)));
      const { cost: at, gradient } = backpropagated(cost, start);
      const up = moved(start, gradient, 3);
      const there = backpropagated(cost, up);
      const back = backpropagated(cost, moved(up, there.gradient, -3));
      // Of some seeds, the record has not everything.
      const pairs = [
        [[at], [said.J]],
        [expected(start, exams).data, said.yHat],
        [flat(gradient), said.grad_W1_then_W2],
        [[at, there.cost, back.cost], said.step3_J],
      ] as const;
      const off = pairs.map(([found, wanted]) => (wanted === undefined ? 0 : offBy(found, wanted)));
      expect(Math.max(...off)).toBeLessThan(1e-9);
    },
  );

  test.each(seeds.filter(([, said]) => said.gd_rate3_10000_J !== undefined))(
    'with seed %s, 10,000 steps come as far as published',
    { timeout: 60_000 },
    (seed, said) => {
      const at = descend(cost, firstWeights(numpyRandom(Number(seed))), 3, 10_000);
      expect(offBy([backpropagated(cost, at).cost], [said.gd_rate3_10000_J!])).toBeLessThan(1e-9);
    },
  );

  test.each(seeds)('with seed %s, the gradient agrees with differences', (seed) => {
    expect(gradientCheck(cost, firstWeights(numpyRandom(Number(seed))))).toBeLessThan(
      published.grad_check_limit,
    );
  });
});

test.each([0, 1, 42])('BFGS from seed %i gets the marks within 200 iterations', (seed) => {
  const { steps, value, at } = lowest(cost, firstWeights(numpyRandom(seed)));
  expect(value).toBeLessThan(1e-8);
  expect(steps).toBeLessThanOrEqual(200);
  const errors = expected(at, exams).data.map((mark, i) => Math.abs(mark - exams.marks.data[i]!));
  expect(Math.max(...errors)).toBeLessThan(1e-3);
});

test.skipIf(!hasReferences)(
  'with a price on weights, BFGS comes to one of the two published minima (skipped where ../shared is absent)',
  () => {
    const { global_optimum: lowestOfAll, other_local_optimum: other, source_final: shown } = published.part7;
    const priced = penalisedCostOf(scaled(fourExams), 0.0001);
    const options = { tolerance: 1e-9 };
    const found = [0, 1, 2].map((seed) => lowest(priced, firstWeights(numpyRandom(seed)), options).value);
    expect(offBy([found[0]!, found[2]!], [lowestOfAll, lowestOfAll])).toBeLessThan(1e-9);
    expect(found[0]!.toFixed(6)).toBe(shown.toFixed(6));
    expect(Math.abs(found[1]! - other)).toBeLessThan(5e-7);
  },
);
