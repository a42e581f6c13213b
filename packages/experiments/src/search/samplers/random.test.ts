import { rng } from '@foldwise/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { describeSampler } from '../../testing/describe-sampler.ts';
import { choice } from '../choice.ts';
import { float } from '../float.ts';
import { randomSampler } from './random.ts';

describeSampler(randomSampler());

describe('randomSampler', () => {
  const space = { rate: float(1e-4, 1e-1, { scale: 'log' }), activation: choice('relu', 'gelu') };

  it('gives parameters with the types of the space', () => {
    const context = {
      space,
      trial: 0,
      history: [],
      goal: 'minimize',
      rng: rng(1),
      sweepRng: rng(2),
    } as const;
    const params = randomSampler().suggest(context);
    expectTypeOf(params).toEqualTypeOf<
      { readonly rate: number; readonly activation: 'relu' | 'gelu' } | undefined
    >();
    expect(params).toBeDefined();
  });

  it('gives other parameters to other trials and other seeds', () => {
    const rates = new Set<number | undefined>();
    for (const seed of [1, 2, 3]) {
      for (let trial = 0; trial < 10; trial++) {
        const random = rng(seed).split(`trial ${trial}`);
        const context = {
          space,
          trial,
          history: [],
          goal: 'maximize',
          rng: random,
          sweepRng: rng(seed),
        } as const;
        rates.add(randomSampler().suggest(context)?.rate);
      }
    }
    expect(rates.size).toBe(30);
  });
});
