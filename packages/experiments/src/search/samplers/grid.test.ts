import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { describeSampler } from '../../testing/describe-sampler.ts';
import { choice } from '../choice.ts';
import { float } from '../float.ts';
import { int } from '../int.ts';
import { oneOf } from '../one-of.ts';
import type { Sampler } from '../sampler.ts';
import type { SearchSpace } from '../space.ts';
import { gridSampler } from './grid.ts';

describeSampler(gridSampler({ points: 3 }));
describe('in random order', () => {
  describeSampler(gridSampler({ points: 2, shuffle: true }));
});

function suggestion(sampler: Sampler, space: SearchSpace, trial: number, seed = 1): unknown {
  const random = rng(seed);
  return sampler.suggest({
    space,
    trial,
    history: [],
    goal: 'minimize',
    rng: random.split(`trial ${trial}`),
    sweepRng: random,
  });
}

/** All suggestions until there are no more, as text. */
function walk(sampler: Sampler, space: SearchSpace, seed = 1): readonly string[] {
  const texts: string[] = [];
  for (let trial = 0; ; trial++) {
    const params = suggestion(sampler, space, trial, seed);
    if (params === undefined) return texts;
    texts.push(JSON.stringify(params));
  }
}

const space = {
  units: int(16, 48, { step: 16 }),
  optimizer: oneOf({ adam: {}, sgd: { momentum: float(0, 0.9), nesterov: choice(true, false) } }),
};

describe('gridSampler', () => {
  it('tries each combination once, a branch with its own parameters alone', () => {
    const texts = walk(gridSampler({ points: 2 }), space);
    expect(texts).toHaveLength(3 * (1 + 2 * 2));
    expect(new Set(texts).size).toBe(15);
    expect(texts.slice(0, 3)).toEqual([
      '{"units":16,"optimizer":{"kind":"adam"}}',
      '{"units":16,"optimizer":{"kind":"sgd","momentum":0,"nesterov":true}}',
      '{"units":16,"optimizer":{"kind":"sgd","momentum":0,"nesterov":false}}',
    ]);
  });

  it('tries the same ones in another order where it is shuffled, an order that the seed decides', () => {
    const ordered = walk(gridSampler({ points: 2 }), space);
    const shuffled = walk(gridSampler({ points: 2, shuffle: true }), space);
    expect(shuffled).not.toEqual(ordered);
    expect(shuffled.toSorted()).toEqual(ordered.toSorted());
    expect(walk(gridSampler({ points: 2, shuffle: true }), space)).toEqual(shuffled);
    expect(walk(gridSampler({ points: 2, shuffle: true }), space, 2)).not.toEqual(shuffled);
  });

  it('asks for points where a float has none, and names it', () => {
    expect(() => suggestion(gridSampler(), space, 0)).toThrow(
      'space.optimizer.sgd.momentum: expected a number of values to try, since any between low and high is possible — pass a step',
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 1e9])('refuses %d points', (points) => {
    expect(() => gridSampler({ points })).toThrow(
      'gridSampler: expected points as a whole number from 1 to 100000',
    );
  });

  it('walks grids of any size in order, and refuses to shuffle one that is too large', () => {
    const large = { a: int(0, 1e9), b: int(0, 1e9) };
    expect(suggestion(gridSampler(), large, 5)).toEqual({ a: 0, b: 5 });
    expect(() => suggestion(gridSampler({ shuffle: true }), large, 5)).toThrow(
      'gridSampler: expected at most 4194304 combinations to shuffle, got 1000000002000000000 — lower points',
    );
  });
});
