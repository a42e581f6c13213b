import { numpyRandom } from '@foldwise/core/testing/generators';
import { expect, test } from 'vitest';
import { offBy } from '../test/off-by.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { threeLayers, twoLayers } from './eleven-lines.ts';

interface Trask {
  readonly two_layer: {
    readonly init_values: readonly number[];
    readonly output: readonly number[];
    readonly printed: readonly string[];
    readonly weights: readonly number[];
  };
  readonly three_layer: {
    readonly mean_abs_error: Readonly<Record<string, number>>;
    readonly printed: readonly string[];
    readonly final_output: readonly number[];
  };
}

const published = referencesTo('trask') as Trask;

test.skipIf(!hasReferences)(
  'two layers give the published digits (skipped where ../shared is absent)',
  () => {
    const { init_values: start, output, printed, weights } = published.two_layer;
    const found = twoLayers(numpyRandom(1));
    expect([...found.start.data]).toEqual(start);
    expect(offBy(found.output.data, output)).toBeLessThan(1e-9);
    expect(offBy(found.weights.data, weights)).toBeLessThan(1e-9);
    expect([...found.output.data].map((answer) => answer.toFixed(8))).toEqual(printed);
  },
);

test.skipIf(!hasReferences)(
  'three layers give the published digits (skipped where ../shared is absent)',
  { timeout: 60_000 },
  () => {
    const { mean_abs_error: errors, printed, final_output: output } = published.three_layer;
    const found = threeLayers(numpyRandom(1));
    expect(found.errors.map(([round]) => round)).toEqual(Object.keys(errors).map(Number));
    expect(
      offBy(
        found.errors.map(([, error]) => error),
        Object.values(errors),
      ),
    ).toBeLessThan(1e-9);
    expect(offBy(found.output.data, output)).toBeLessThan(1e-9);
    // Python 2 prints twelve significant digits.
    const digits = found.errors.map(([, error]) => String(Number(error.toPrecision(12))));
    expect(digits.slice(0, 6)).toEqual(printed);
  },
);
