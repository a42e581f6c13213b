import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { compareFolds } from './compare-folds.ts';
import { correlatedT, intervalOf } from './correlated-t.ts';
import { studentQuantile } from './student-quantile.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const recorded = JSON.parse(readFileSync(new URL('fixtures/correlated-t.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly {
    readonly folds: number;
    readonly runs: number;
    readonly rope: number;
    readonly first: readonly number[];
    readonly second: readonly number[];
    readonly probabilities: readonly number[];
    readonly mean: number;
    readonly standardError: number;
    readonly interval: readonly number[];
  }[];
  readonly quantiles: readonly { readonly tail: number; readonly freedom: number; readonly t: number }[];
};

it.each(recorded.cases)('$folds folds, $runs times, with a region of $rope are what baycomp says', (of) => {
  // baycomp tells of the second less the first.
  const compared = compareFolds(of.second, of.first, {
    goal: 'maximize',
    overlap: 1 / (of.folds - 1),
    rope: of.rope,
  })!;
  expect(compared.mean).toBeCloseTo(of.mean, 14);
  expect(compared.standardError).toBeCloseTo(of.standardError, 14);
  for (const [i, edge] of of.interval.entries()) expect(compared.interval![i]! / edge).toBeCloseTo(1, 10);
  const [left, right] = [of.probabilities[0]!, of.probabilities.at(-1)!];
  const { first, same, second } = compared.probability!;
  expect([first, second].map((p) => p.toFixed(12))).toEqual([right, left].map((p) => p.toFixed(12)));
  expect(same).toBeCloseTo(of.rope === 0 ? 0 : of.probabilities[1]!, 12);
});

it.each(recorded.quantiles)(
  'the t above which $tail lies, of $freedom degrees of freedom, is scipy’s',
  (of) => {
    expect(Math.abs(studentQuantile(of.tail, of.freedom) - of.t)).toBeLessThan(1e-9 * Math.max(1, of.t));
  },
);

describe('where little is known', () => {
  const options = { goal: 'minimize', overlap: 0.25 } as const;

  it('one fold gives a difference and no interval', () => {
    expect(compareFolds([1], [3], options)).toEqual({ folds: 1, firstBetter: 1, ties: 0, mean: -2 });
  });

  it('folds without a score in both are left out, and no fold is nothing', () => {
    expect(compareFolds([1, null, 3, 4], [2, 2, null, 5], options)).toMatchObject({ folds: 2, mean: -1 });
    expect(compareFolds([1, null], [null, 2], options)).toBeUndefined();
    expect(compareFolds([], [], options)).toBeUndefined();
  });

  it('ties leave it open which is better, and are the same where a region is given', () => {
    const tied = compareFolds([0.3, 0.1, 0.2], [0.3, 0.1, 0.2], options);
    expect(tied).toMatchObject({
      ties: 3,
      interval: [0, 0],
      probability: { first: 0.5, same: 0, second: 0.5 },
    });
    const region = compareFolds([0.3, 0.1, 0.2], [0.3, 0.1, 0.2], { ...options, rope: 0.01 });
    expect(region?.probability).toEqual({ first: 0, same: 1, second: 0 });
  });

  it('a difference that is the same on all folds is certain', () => {
    const { probability } = compareFolds([1, 2, 3], [2, 3, 4], options)!;
    expect(probability).toEqual({ first: 1, same: 0, second: 0 });
  });

  it('what cannot be is refused', () => {
    expect(() => correlatedT([1], 0.25)).toThrow('expected at least two finite differences');
    expect(() => correlatedT([1, 2], -1)).toThrow('an overlap of at least 0');
    expect(() => intervalOf(correlatedT([1, 2], 0.25), 95)).toThrow(
      'expected a confidence between 0 and 1, got 95',
    );
    expect(() => compareFolds([1], [2], { ...options, rope: -1 })).toThrow('region of practical equivalence');
  });
});

describe('the interval of 95 %', () => {
  it('holds the true difference in 95 % of cases where scores correlate as assumed; the plain t does not', () => {
    const [folds, trials, correlation] = [10, 2000, 0.1];
    const random = rng(1);
    const holds = (differences: readonly number[], overlap: number): boolean => {
      const [low, high] = intervalOf(correlatedT(differences, overlap), 0.95);
      return low <= 0.3 && 0.3 <= high;
    };
    const counts = { corrected: 0, plain: 0 };
    for (let trial = 0; trial < trials; trial++) {
      const common = Math.sqrt(correlation) * random.normal();
      const differences = Array.from(
        { length: folds },
        () => 0.3 + common + Math.sqrt(1 - correlation) * random.normal(),
      );
      counts.corrected += Number(holds(differences, correlation / (1 - correlation)));
      counts.plain += Number(holds(differences, 0));
    }
    // Four standard errors of a share of 0.95.
    expect(Math.abs(counts.corrected / trials - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / trials));
    expect(counts.plain / trials).toBeLessThan(0.88);
  });

  it('holds it in real cross-validation of two means, of all and of half of the training rows', () => {
    const [rows, folds, trials] = [100, 10, 1000];
    const random = rng(2);
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const y = Array.from({ length: rows }, () => random.normal());
      const scores = Array.from({ length: folds }, (_, fold) => {
        const train = y.filter((__, row) => row % folds !== fold);
        const test = y.filter((__, row) => row % folds === fold);
        const errorOf = (from: readonly number[]): number => {
          const mean = from.reduce((sum, value) => sum + value, 0) / from.length;
          return test.reduce((sum, value) => sum + (value - mean) ** 2, 0) / test.length;
        };
        return [errorOf(train), errorOf(train.slice(0, train.length / 2))] as const;
      });
      const { interval } = compareFolds(
        scores.map(([all]) => all),
        scores.map(([, half]) => half),
        { goal: 'minimize', overlap: 1 / (folds - 1) },
      )!;
      // The error of the mean of n rows is 1 + 1/n.
      held += Number(interval![0] <= 1 / 90 - 1 / 45 && 1 / 90 - 1 / 45 <= interval![1]);
    }
    // Measured: 0.979. The correction is made for splits at random, and is cautious where the folds are cut of one permutation.
    expect(held / trials).toBeGreaterThan(0.95);
    expect(held / trials).toBeLessThan(0.99);
  });
});
