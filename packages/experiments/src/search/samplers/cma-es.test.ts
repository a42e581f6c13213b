import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { describeSampler } from '../../testing/describe-sampler.ts';
import { choice } from '../choice.ts';
import { float } from '../float.ts';
import { int } from '../int.ts';
import { oneOf } from '../one-of.ts';
import { ordinal } from '../ordinal.ts';
import type { Sampler } from '../sampler.ts';
import type { Params, SearchSpace } from '../space.ts';
import type { Trial } from '../trial.ts';
import { cmaesSampler } from './cma-es.ts';
import { randomSampler } from './random.ts';

describeSampler(cmaesSampler());
describeSampler(cmaesSampler({ population: 4, restarts: 'ipop', others: randomSampler() }));

interface Search<S extends SearchSpace> {
  readonly space: S;
  readonly lossOf: (params: Params<S>) => number;
  readonly trials: number;
  readonly seed: number;
  readonly sampler?: Sampler;
  readonly lag?: number;
  readonly before?: readonly Trial[];
}

function search<S extends SearchSpace>(task: Search<S>): readonly Trial[] {
  const { space, lossOf, trials, seed, sampler = cmaesSampler(), lag = 1, before = [] } = task;
  const done: Trial[] = [...before];
  for (let trial = 0; trial < trials; trial++) {
    const params = sampler.suggest({
      space,
      trial,
      history: done.filter(({ number }) => number <= trial - lag),
      pending: done.filter(({ number }) => number > trial - lag),
      goal: 'minimize',
      rng: rng(seed).split(`trial ${trial}`),
      sweepRng: rng(seed).split('sweep'),
    })!;
    const score = lossOf(params);
    done.push({ number: trial, params, state: 'complete', score, foldScores: [score] });
  }
  return done;
}

function bestOf(trials: readonly Trial[]): number {
  return Math.min(...trials.map((trial) => (trial.state === 'failed' ? Infinity : trial.score)));
}

function numbers(
  count: number,
  low: number,
  high: number,
): Readonly<Record<string, ReturnType<typeof float>>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, float(low, high)]));
}

const sphere = (params: { readonly [name: string]: number }): number =>
  Object.values(params).reduce((sum, x) => sum + (x - 1) ** 2, 0);

function rosenbrock(params: { readonly [name: string]: number }): number {
  const x = Object.values(params);
  return x.slice(1).reduce((sum, next, i) => sum + 100 * (next - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2, 0);
}

describe('cmaesSampler', () => {
  // cmaes 0.13 with the same beginning, 30 seeds: at most 2.5e-6 after 600 trials.
  it.each([1, 2, 3])('comes to 2.5e-6 on a sphere in 5 dimensions within 600 trials, seed %d', (seed) => {
    const found = search({ space: numbers(5, -5, 5), lossOf: sphere, trials: 600, seed });
    expect(bestOf(found)).toBeLessThan(2.5e-6);
  });

  // cmaes 0.13, 30 seeds: below 1e-6 in 20 of them; the others end in the valley's second minimum.
  it('comes to 1e-6 on Rosenbrock in 4 dimensions within 1200 trials, in three seeds of five', () => {
    const seeds = [1, 2, 3, 4, 5];
    const best = seeds.map((seed) =>
      bestOf(search({ space: numbers(4, -2, 2), lossOf: rosenbrock, trials: 1200, seed })),
    );
    expect(best.toSorted((a, b) => a - b)[2]).toBeLessThan(1e-6);
  });

  it('comes as far where results are known four trials later', () => {
    const found = search({ space: numbers(5, -5, 5), lossOf: sphere, trials: 600, seed: 1, lag: 4 });
    expect(bestOf(found)).toBeLessThan(2.5e-6);
  });

  const mixed = {
    rate: float(1e-5, 1, { scale: 'log' }),
    units: int(1, 64),
    depth: ordinal(1, 2, 4, 8),
    activation: choice('relu', 'gelu', 'tanh'),
    optimizer: oneOf({ adam: {}, sgd: { momentum: float(0, 1) } }),
  };
  const mixedLoss = ({ rate, units, depth, activation, optimizer }: Params<typeof mixed>): number =>
    (Math.log10(rate) + 3) ** 2 +
    ((units - 40) / 16) ** 2 +
    Math.abs(depth - 4) / 2 +
    (activation === 'gelu' ? 0 : 0.5) +
    (optimizer.kind === 'adam' ? 0.3 : (optimizer.momentum - 0.9) ** 2);

  it.each([1, 2, 3])('finds steps, orders, choices and branches together, seed %d', (seed) => {
    const found = search({ space: mixed, lossOf: mixedLoss, trials: 300, seed });
    const best = found.find((trial) => trial.state !== 'failed' && trial.score === bestOf(found))!;
    expect(best.params).toMatchObject({ units: 40, depth: 4, activation: 'gelu' });
    expect(bestOf(found)).toBeLessThan(0.05);
  });

  const next = (space: SearchSpace, trials: readonly Trial[], trial: number) =>
    cmaesSampler().suggest({
      space,
      trial,
      history: trials.filter(({ number }) => number < trial),
      goal: 'minimize',
      rng: rng(1).split(`trial ${trial}`),
      sweepRng: rng(1).split('sweep'),
    });

  it('remembers nothing that it would not work out again, restarts included', () => {
    // The same everywhere: each search ends soon, and another begins.
    const task = { space: numbers(2, 0, 1), lossOf: () => 1, trials: 500, seed: 1, lag: 3 };
    const found = search(task);
    for (const trial of [3, 50, 250, 499]) {
      const shown = structuredClone(found.filter(({ number }) => number <= trial - 3));
      expect(next({ ...task.space }, shown, trial)).toEqual(found[trial]!.params);
    }
  });

  it('begins at the center of priors, and near the best trials of an earlier sweep', () => {
    const space = { a: float(0, 1, { prior: { center: 0.9, spread: 0.01 } }), b: float(0, 1) };
    expect(next(space, [], 0)!['a']).toBeCloseTo(0.9, 1);
    const before = search({ space: numbers(3, 0, 1), lossOf: sphere, trials: 40, seed: 1 });
    const earlier = before.map((trial) => ({ ...trial, number: trial.number - 40 }));
    const first = (from: readonly Trial[]): number => {
      const task = { space: numbers(3, 0, 1), lossOf: sphere, trials: 7, seed: 2, before: from };
      const scores = search(task).flatMap((trial) =>
        trial.number < 0 || trial.state === 'failed' ? [] : [trial.score],
      );
      return scores.reduce((sum, score) => sum + score, 0) / 7;
    };
    expect(first(earlier)).toBeLessThan(first([]) / 2);
  });

  it('learns from a trial that somebody added, and goes away from trials that fail', () => {
    const space = numbers(2, 0, 1);
    const made = search({ space, lossOf: () => 1, trials: 6, seed: 1 });
    const score = (trial: Trial, value: number): Trial =>
      trial.state === 'complete' ? { ...trial, score: value } : trial;
    const added = made.map((trial) =>
      trial.number === 3 ? score({ ...trial, params: { x0: 1, x1: 1 } }, 0) : trial,
    );
    const mean = (trials: readonly Trial[]): number => {
      const xs = Array.from({ length: 40 }, (_, i) => Number(next(space, trials, 6 + i)!['x0']));
      return xs.reduce((sum, x) => sum + x, 0) / xs.length;
    };
    expect(mean(added)).toBeGreaterThan(mean(made));
    const failing = (isBad: (x: number) => boolean): readonly Trial[] =>
      made.map((trial) =>
        isBad(Number(trial.params['x0']))
          ? { number: trial.number, params: trial.params, state: 'failed', reason: 'made by a test' }
          : trial,
      );
    expect(mean(failing((x) => x > 0.5))).toBeLessThan(mean(failing((x) => x < 0.5)) - 0.05);
  });

  it('refuses options outside their range', () => {
    expect(() => cmaesSampler({ population: 3 })).toThrow(
      'expected population as a whole number of at least 4, got 3',
    );
    expect(() => cmaesSampler({ sigma: 0 })).toThrow(
      'expected sigma as a share above 0 and at most 1, got 0',
    );
    // @ts-expect-error a misspelt kind of restart
    expect(() => cmaesSampler({ restarts: 'ipopp' })).toThrow(
      'expected restarts as "none", "ipop" or "bipop", got "ipopp"',
    );
  });
});
