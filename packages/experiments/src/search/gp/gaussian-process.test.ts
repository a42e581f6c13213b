import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from '../choice.ts';
import { float } from '../float.ts';
import { parametersOf, pointOf } from '../parameters.ts';
import { axesOf } from './distance.ts';
import { conditioned, gaussianProcess } from './gaussian-process.ts';
import { distancesOf, Fit, hyperOf } from './hyper-parameters.ts';
import { logExpectedImprovement } from './log-expected-improvement.ts';
import { warpLosses } from './warp-losses.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const recorded = JSON.parse(readFileSync(new URL('fixtures/process.json', import.meta.url), 'utf8')) as {
  readonly places: readonly (readonly number[])[];
  readonly values: readonly number[];
  readonly relevances: readonly number[];
  readonly variance: number;
  readonly noise: number;
  readonly new: readonly (readonly number[])[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly improvements: readonly (readonly [number, number, number, number])[];
};
const { variance, noise } = recorded;
const axes = axesOf(parametersOf({ a: float(0, 1), b: float(0, 1), c: float(0, 1) }));
const places = recorded.places.map((place) => Float64Array.from(place));
const values = Float64Array.from(recorded.values);
const hyper = { relevances: Float64Array.from(recorded.relevances), variance, noise };

describe('a Gaussian process', () => {
  it('expects what scikit-learn 1.9 expects', () => {
    const process = conditioned(axes, places, values, hyper);
    for (const [i, place] of recorded.new.entries()) {
      const { mean, variance: uncertainty } = process.at(Float64Array.from(place));
      expect(mean).toBeCloseTo(recorded.mean[i]!, 10);
      expect(Math.sqrt(uncertainty)).toBeCloseTo(recorded.deviation[i]!, 9);
    }
  });

  it('is the same whether it sees values at once or some later', () => {
    const place = Float64Array.of(0.3, 0.9, 0.1);
    const whole = conditioned(axes, places, values, hyper).at(place);
    const first = conditioned(axes, places.slice(0, 5), values.slice(0, 5), hyper);
    const then = first.given(places.slice(5), Array.from(values.slice(5))).at(place);
    expect(then).toEqual(whole);
  });

  it('has the derivatives of its posterior, as differences show them', () => {
    const mixed = axesOf(parametersOf({ a: float(0, 1), b: choice('x', 'y', 'z') }));
    const random = rng(1);
    const some = Array.from({ length: 9 }, () => Float64Array.of(random.uniform(), random.below(3)));
    const fit = new Fit(
      distancesOf(mixed, some),
      Float64Array.from(some, () => random.normal()),
    );
    const at = Float64Array.of(0.4, -0.8, 0.2, -2);
    const { gradient } = fit.at(at);
    for (const [i, slope] of gradient.entries()) {
      const moved = (by: number): number => fit.at(at.with(i, at[i]! + by)).value;
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(slope, 6);
    }
  });

  it('finds out which axis matters', () => {
    const random = rng(4);
    const somewhere = Array.from({ length: 40 }, () =>
      Float64Array.of(...[0, 0, 0].map(() => random.uniform())),
    );
    const process = gaussianProcess(
      axes,
      somewhere,
      Float64Array.from(somewhere, ([a]) => Math.sin(6 * a!)),
    );
    const { mean } = process.at(Float64Array.of(0.25, 0.9, 0.05));
    expect(mean).toBeCloseTo(Math.sin(1.5), 2);
    expect(hyperOf(Float64Array.of(0, 0, 0)).relevances).toEqual(Float64Array.of(1));
  });

  it('places what a trial does not have as far from everything', () => {
    const space = parametersOf({ a: float(0, 1), b: choice('x', 'y') });
    expect([...axesOf(space).place(pointOf(space, { a: 0.25 }))]).toEqual([0.25, -1]);
    expect([...axesOf(space).place(pointOf(space, { b: 'y' }))]).toEqual([0.5, 1]);
  });
});

describe('logExpectedImprovement', () => {
  it.each(recorded.improvements)(
    'below %d, with mean %d and variance %d, is log %d',
    (best, mean, spread, log) => {
      expect(logExpectedImprovement(best, mean, spread)).toBeCloseTo(log, 8);
    },
  );

  it('tells hopeless places apart', () => {
    const at = (mean: number): number => logExpectedImprovement(0, mean, 1);
    expect(at(1e5)).toBeGreaterThan(at(1e5 + 1));
    expect(at(1200) - at(1201)).toBeCloseTo(1200.5, 0);
  });
});

describe('warpLosses', () => {
  it('keeps distances among good losses, and only the order among bad ones', () => {
    const warped = [...warpLosses([0, 1, 2, 3, 1e6, Infinity])];
    expect((warped[1]! - warped[0]!) / (warped[2]! - warped[1]!)).toBeCloseTo(1, 10);
    expect(warped.toSorted((a, b) => a - b)).toEqual(warped);
    expect(warped[5]!).toBeLessThan(4);
  });

  it.each([
    [[1, 1, 1], 'equal'],
    [[Infinity, Infinity, 0], 'mostly infinite'],
    [[-1e308, 1e308, 1e308], 'too far apart for float64'],
    [[5], 'alone'],
  ])('bears %j, which are %s', (losses) => {
    for (const value of warpLosses(losses)) expect(Number.isFinite(value)).toBe(true);
  });
});
