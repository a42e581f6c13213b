import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ridgeLeavings } from './ridge-leavings.ts';

// Made by fixtures/record-ridge.py.
const recorded: {
  readonly features: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
  readonly folds: readonly number[];
  readonly penalty: number;
  readonly leavings: readonly (readonly number[])[];
} = JSON.parse(readFileSync(new URL('../fixtures/ridge.json', import.meta.url), 'utf8'));
const arrays = (lists: readonly (readonly number[])[]): readonly Float64Array[] =>
  lists.map((list) => Float64Array.from(list));
const folds = { of: Uint8Array.from(recorded.folds), count: 4 };

test('what is left is what scikit-learn leaves, a constant feature included', () => {
  const left = ridgeLeavings(arrays(recorded.features), arrays(recorded.targets), folds, recorded.penalty);
  recorded.leavings.forEach((expected, target) =>
    expected.forEach((value, row) => expect(Math.abs(left[target]![row]! - value)).toBeLessThan(1e-9)),
  );
});

test('without features, what is left is what is beyond the mean', () => {
  const [left] = ridgeLeavings([], [Float64Array.of(1, 2, 6)], { of: Uint8Array.of(0, 1, 0), count: 2 }, 1);
  expect(left).toStrictEqual(Float64Array.of(-2, -1, 3));
});
