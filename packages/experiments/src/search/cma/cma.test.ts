import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { int } from '../int.ts';
import { ordinal } from '../ordinal.ts';
import { broughtNear, distributionAt, updated, type Distribution } from './distribution.ts';
import { withMargin, type EdgesAt, type Margined } from './margin.ts';
import { firstRun, nextRun, type Run } from './restart.ts';
import { searchAxisOf } from './search-axis.ts';
import { hasEnded } from './stopping.ts';
import { strategyOf } from './strategy.ts';
import { warmStart } from './warm-start.ts';

interface Recorded {
  readonly mean: readonly number[];
  readonly sigma: number;
  readonly covariance: readonly number[];
}
interface Generation extends Recorded {
  readonly ranked: readonly (readonly number[])[];
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const recorded = JSON.parse(readFileSync(new URL('fixtures/generations.json', import.meta.url), 'utf8')) as {
  readonly generations: readonly Generation[];
  readonly steps: readonly number[];
  readonly margined: readonly (Generation & { readonly widths: readonly number[] })[];
  readonly warm: Generation;
};

/** How far numbers are from what was recorded, beside it where it is above 1. */
function distance(actual: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs(actual[i]! - value) / Math.max(1, Math.abs(value))));
}

function distanceTo(actual: Distribution, { mean, sigma, covariance }: Recorded): number {
  return Math.max(
    distance(actual.mean, mean),
    distance([actual.sigma], [sigma]),
    distance(actual.covariance, covariance),
  );
}

const toArrays = (points: readonly (readonly number[])[]): readonly Float64Array[] =>
  points.map((point) => Float64Array.from(point));

describe('a generation', () => {
  it('moves mean, step and covariance as cmaes 0.13 does', () => {
    let distribution = distributionAt(new Float64Array(4).fill(0.5), 1 / 6);
    for (const generation of recorded.generations) {
      distribution = updated(distribution, strategyOf(4, 9), toArrays(generation.ranked));
      expect(distanceTo(distribution, generation)).toBeLessThan(1e-11);
    }
  });

  it('keeps a margin for values with steps as CMAwM of cmaes 0.13 does', () => {
    const edges = recorded.steps.map((step): EdgesAt | undefined => {
      if (step === 0) return undefined;
      const last = Math.round(1 / step);
      return (position) => {
        const index = Math.min(last, Math.max(0, Math.floor(position / step + 0.5)));
        return [(Math.max(1, index) - 0.5) * step, (Math.min(last - 1, index) + 0.5) * step];
      };
    });
    let margined: Margined = {
      distribution: distributionAt(new Float64Array(3).fill(0.45), 0.3),
      widths: new Float64Array(3).fill(1),
    };
    for (const generation of recorded.margined) {
      const distribution = updated(margined.distribution, strategyOf(3, 8), toArrays(generation.ranked));
      margined = withMargin({ ...margined, distribution }, edges, 1 / 24);
      expect(distanceTo(margined.distribution, generation)).toBeLessThan(1e-9);
      expect(distance(margined.widths, generation.widths)).toBeLessThan(1e-9);
    }
    expect(Math.max(...margined.widths)).toBeGreaterThan(1);
  });

  it('brings a far point near, in its direction, and leaves a near one', () => {
    const distribution = distributionAt(Float64Array.of(0, 0), 0.5, Float64Array.of(4, 0, 0, 1));
    const far = broughtNear(distribution, Float64Array.of(1000, 1000));
    expect(far[0]).toBeCloseTo(far[1]!, 12);
    // ‖C^(−½)·y‖ = √2 + 1.
    expect(Math.sqrt((far[0]! / 1) ** 2 + (far[1]! / 0.5) ** 2)).toBeCloseTo(Math.SQRT2 + 1, 12);
    const near = Float64Array.of(0.1, -0.1);
    expect(broughtNear(distribution, near)).toEqual(near);
  });
});

it('a warm start promises what that of cmaes 0.13 does', () => {
  expect(distanceTo(warmStart(toArrays(recorded.warm.ranked)), recorded.warm)).toBeLessThan(1e-11);
});

describe('an end', () => {
  const strategy = strategyOf(2, 6);
  const begun = distributionAt(Float64Array.of(0.5, 0.5), 0.1);
  const recent = (best: number, worst: number) => Array.from({ length: 20 }, () => ({ best, worst }));

  it.each([
    ['losses that no longer differ', begun, recent(1, 1)],
    ['steps that are tiny', { ...begun, sigma: 1e-14 }, []],
    ['steps that are lost in rounding', { ...begun, mean: Float64Array.of(1e9, 0) }, []],
    ['steps that outgrow everything', { ...begun, sigma: 1e5 }, []],
    ['lopsided steps', distributionAt(Float64Array.of(0, 0), 1, Float64Array.of(1, 0, 0, 1e-15)), []],
  ])('comes with %s', (_, distribution, losses) => {
    const sigma = distribution.mean[0] === 1e9 ? 1e-8 : distribution.sigma;
    expect(hasEnded({ ...distribution, sigma }, strategy, losses, 0.1)).toBe(true);
  });

  it.each([
    ['differences', recent(0, 1)],
    ['too few generations to tell', recent(1, 1).slice(1)],
    ['failures alone', recent(Infinity, Infinity)],
  ])('does not come with %s', (_, losses) => {
    expect(hasEnded(begun, strategy, losses, 0.1)).toBe(false);
  });
});

describe('a restart', () => {
  const first = firstRun(8, 0.2);
  const runs = (restarts: 'ipop' | 'bipop', count: number): readonly Run[] => {
    const found: Run[] = [first];
    for (let i = 1; i < count; i++) {
      const before = found.at(-1)!;
      const trials = 30 * before.population;
      found.push(nextRun(before, { first, restarts, trials }, rng(1).split(`${i}`)));
    }
    return found;
  };

  it('doubles the population each time with ipop', () => {
    expect(runs('ipop', 4).map(({ population }) => population)).toEqual([8, 16, 32, 64]);
  });

  it('gives large and small populations alike many trials with bipop', () => {
    const found = runs('bipop', 40);
    const spent = found.at(-1)!.spent;
    expect(found[1]!.kind).toBe('large');
    const small = found.filter(({ kind }) => kind === 'small');
    expect(small.length).toBeGreaterThan(10);
    for (const { population, sigma, largest } of small) {
      expect(population).toBeGreaterThanOrEqual(8);
      expect(population).toBeLessThanOrEqual(largest / 2);
      expect(sigma).toBeLessThanOrEqual(0.2);
      expect(sigma).toBeGreaterThanOrEqual(0.002);
    }
    expect(spent.small / spent.large).toBeGreaterThan(0.4);
  });
});

describe('an axis', () => {
  it('tells where the neighbours of a value begin, of which an outermost one has one', () => {
    const steps = searchAxisOf({ path: ['a'], dimension: int(0, 3) })!;
    expect([0.1, 0.3, 0.9, -2, 7].map((position) => steps.edges!(position))).toEqual([
      [0.25, 0.25],
      [0.25, 0.5],
      [0.75, 0.75],
      [0.25, 0.25],
      [0.75, 0.75],
    ]);
    const options = searchAxisOf({ path: ['a'], dimension: ordinal('s', 'm', 'l', 'xl') })!;
    expect(options.edges!(0.3)).toEqual([0.25, 0.5]);
    expect(options.coordinateAt(0.99)).toBe(3);
    expect(options.positionOf(3)).toBe(0.875);
  });
});
