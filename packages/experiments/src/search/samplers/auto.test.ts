import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { describeSampler } from '../../testing/describe-sampler.ts';
import { choice } from '../choice.ts';
import { float } from '../float.ts';
import { int } from '../int.ts';
import { oneOf } from '../one-of.ts';
import type { SearchSpace } from '../space.ts';
import { autoSampler } from './auto.ts';

describeSampler(autoSampler(), { trials: 14 });

describe('autoSampler', () => {
  it('tries out a small space whole, and ends', () => {
    const space = {
      layers: int(1, 2),
      optimizer: oneOf({ adam: {}, sgd: { nesterov: choice(true, false) } }),
    };
    const context = { space, history: [], goal: 'minimize', rng: rng(1), sweepRng: rng(2) } as const;
    const tried = Array.from({ length: 8 }, (_, trial) => autoSampler().suggest({ ...context, trial }));
    expect(new Set(tried.map((params) => JSON.stringify(params))).size).toBe(7);
    expect(tried.slice(6)).toEqual([undefined, undefined]);
    expect(autoSampler().explain!(space)).toBe(
      'sampler: all 6 combinations in random order, since there are no more',
    );
  });

  it('says what it does in a larger one, and why', () => {
    expect(autoSampler().explain!({ rate: float(0, 1), units: int(1, 9) })).toBe(
      'sampler: 10 trials spread evenly, then a Gaussian process (gp), since there are 2 parameters; from trial 200 on Parzen estimators (tpe)',
    );
    const many: SearchSpace = Object.fromEntries(
      Array.from({ length: 41 }, (_, i) => [`x${i}`, float(0, 1)]),
    );
    expect(autoSampler().explain!(many)).toContain(
      'then Parzen estimators (tpe), since there are 41 parameters',
    );
  });
});
