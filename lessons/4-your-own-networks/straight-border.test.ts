import { numpyRandom } from '@foldwise/core/testing/generators';
import { expect, test } from 'vitest';
import { expectClose } from '../test/expect-close.ts';
import { gradient } from '../2-logistic-regression/logistic.ts';
import { hasReferences, referencesTo } from '../test/references.ts';
import { makeMoons } from './moons.ts';
import { straightBorder } from './straight-border.ts';

interface Baseline {
  readonly accuracy: number;
  readonly coef: readonly number[];
  readonly intercept: number;
}

test.skipIf(!hasReferences)(
  'the straight border is the one where scikit-learn stops, whose slopes may still be 1e-4 (skipped where ../shared is absent)',
  () => {
    const { logreg_cv_baseline: said } = referencesTo('wildml') as { readonly logreg_cv_baseline: Baseline };
    const data = makeMoons(numpyRandom(0));
    const found = straightBorder(data);
    expect(found.accuracy).toBe(said.accuracy);
    expectClose([...found.weights.kernel.data], said.coef, 1e-6);
    expectClose([...found.weights.bias.data], [said.intercept], 2e-6);
    // The published weights are where a search with this C may stop: C·Σ −log p + ½·Σ w² has slopes below 1e-4 there.
    const rows = Array.from(data.target.data, (_, i) => [
      1,
      data.features.data[2 * i]!,
      data.features.data[2 * i + 1]!,
    ]);
    const slopes = gradient([said.intercept, ...said.coef], rows, [...data.target.data], 1 / found.strength);
    expect(found.strength * rows.length * Math.max(...slopes.map(Math.abs))).toBeLessThan(1e-4);
  },
);

test('what is right of the points kept aside, for each strength, as scikit-learn has it', () => {
  // scikit-learn 1.9.1: LogisticRegressionCV().fit(X, y).scores_[1].mean(axis=0)
  const { scores } = straightBorder(makeMoons(numpyRandom(0)));
  expectClose(scores, [0.775, 0.775, 0.785, 0.805, 0.83, 0.845, 0.845, 0.845, 0.845, 0.845], 1e-12);
});
