import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from '../choice.ts';
import { coordinateAt } from '../draw.ts';
import { float } from '../float.ts';
import { int } from '../int.ts';
import { positionOf } from '../position.ts';
import type { Dimension } from '../space.ts';
import { weighted } from '../weighted.ts';
import { ordinal } from '../ordinal.ts';
import { parzenEstimator } from './parzen-estimator.ts';

type Columns = Readonly<Record<string, readonly number[]>>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const recorded = JSON.parse(readFileSync(new URL('fixtures/densities.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly {
    readonly below: Columns;
    readonly above: Columns;
    readonly points: Columns;
    readonly gains: readonly number[];
  }[];
};

const space: Readonly<Record<string, Dimension>> = {
  linear: float(-2, 6),
  log: float(1e-5, 1e-1, { scale: 'log' }),
  stepped: float(0, 1, { step: 0.125 }),
  whole: int(1, 8),
  wide: int(16, 1024, { scale: 'log' }),
  option: choice('a', 'b', 'c'),
};

/** Optuna's values as coordinates: it tells options by their index already. */
function coordinates(name: string, values: readonly number[]): Float64Array {
  const dimension = space[name]!;
  return Float64Array.from(values, (value) =>
    dimension.kind === 'float' || dimension.kind === 'int' ? positionOf(dimension, value) : value,
  );
}

describe('the density of good trials beside that of others', () => {
  it.each(recorded.cases.map((each) => [Object.keys(each.below).join(', '), each.above, each] as const))(
    'of %s is what Optuna 5.0.0 gives',
    (_names, _above, { below, above, points, gains }) => {
      const names = Object.keys(below);
      const estimator = (columns: Columns) =>
        parzenEstimator(
          names.map((name) => space[name]!),
          names.map((name) => coordinates(name, columns[name]!)),
        );
      const [good, other] = [estimator(below), estimator(above)];
      for (const [i, gain] of gains.entries()) {
        const point = names.map((name) => coordinates(name, points[name]!)[i]!);
        expect(good.logDensity(point) - other.logDensity(point)).toBeCloseTo(gain, 8);
      }
    },
  );
});

describe('a density of which it is only asked whether it is above another', () => {
  it.each(Object.keys(space))(
    'of a number or option such as %s is left out where it is, and exact elsewhere',
    (name) => {
      const random = rng(5);
      const dimensions = [space[name]!, float(0, 1)];
      const columns = dimensions.map((dimension) =>
        Float64Array.from({ length: 500 }, () => coordinateAt(dimension, random.uniform() ** 2)),
      );
      const estimator = parzenEstimator(dimensions, columns);
      const asked = Array.from({ length: 200 }, () => {
        const point = dimensions.map((dimension) => coordinateAt(dimension, random.uniform()));
        const density = estimator.logDensity(point);
        const enough = density + 2 * random.normal();
        return { density, enough, told: estimator.logDensity(point, enough) };
      });
      const below = asked.filter(({ density, enough }) => density <= enough);
      expect(below.map(({ told }) => told)).toEqual(below.map(({ density }) => density));
      const above = asked.filter(({ density, enough }) => density > enough);
      for (const { density, told } of above) expect([density, Infinity]).toContain(told);
      // What is above by a factor is seen to be.
      const farAbove = above.filter(({ density, enough }) => density - 2 > enough);
      expect(farAbove.length).toBeGreaterThan(20);
      expect(farAbove.every(({ told }) => told === Infinity)).toBe(true);
    },
  );

  it('is left out after the newest, where these are enough', () => {
    const observed = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
    const estimator = parzenEstimator([float(0, 1)], [observed]);
    const density = estimator.logDensity([0.95]);
    expect(estimator.logDensity([0.95], density - 0.5)).toBe(Infinity);
    expect(estimator.logDensity([0.95], density)).toBe(density);
    expect(estimator.logDensity([0.95], -Infinity)).toBe(Infinity);
    expect(estimator.logDensity([0.95], Infinity)).toBe(density);
  });
});

describe('drawing', () => {
  /** The share of 4,000 draws that a test holds for. */
  const share = (
    dimension: Dimension,
    observed: readonly number[],
    test: (value: number) => boolean,
  ): number => {
    const estimator = parzenEstimator([dimension], [Float64Array.from(observed)]);
    const random = rng(3);
    const draws = Array.from({ length: 4000 }, () => estimator.draw(random)[0]!);
    return draws.filter(test).length / 4000;
  };

  it('follows the density: its share of a range is the density’s integral', () => {
    const observed = [0.2, 0.25, 0.7];
    const estimator = parzenEstimator([float(0, 1)], [Float64Array.from(observed)]);
    const density = Array.from({ length: 1000 }, (_, i) =>
      Math.exp(estimator.logDensity([(i + 0.5) / 1000])),
    );
    const total = density.reduce((sum, each) => sum + each, 0);
    const below = density.slice(0, 400).reduce((sum, each) => sum + each, 0) / total;
    expect(Math.abs(share(float(0, 1), observed, (x) => x < 0.4) - below)).toBeLessThan(0.03);
  });

  it('begins from what the space says is likely', () => {
    const center = float(0, 1, { prior: { center: 0.8, spread: 0.02 } });
    expect(share(center, [], (x) => Math.abs(x - 0.8) < 0.06)).toBeGreaterThan(0.99);
    const option = weighted(choice('a', 'b', 'c'), [1, 8, 1]);
    expect(share(option, [], (x) => x === 1)).toBeCloseTo(0.8, 1);
  });

  it('gives the options in an order that are near a good one more often than those that are far', () => {
    const sizes = ordinal(1, 2, 3, 4, 5, 6, 7, 8);
    const observed = [1, 1, 1, 2, 1, 1];
    expect(share(sizes, observed, (x) => x === 2)).toBeGreaterThan(
      2 * share(sizes, observed, (x) => x === 7),
    );
  });
});
