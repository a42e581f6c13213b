import { rng, type Json } from '@foldwise/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../choice.ts';
import { reasonsOutside } from '../contains.ts';
import { float } from '../float.ts';
import { gridOfSpace } from '../grid-of.ts';
import { int } from '../int.ts';
import { oneOf } from '../one-of.ts';
import type { Dimension, SearchSpace } from '../space.ts';
import type { Trial } from '../trial.ts';
import { cmaesSampler } from './cma-es.ts';
import { gridSampler } from './grid.ts';
import { nsga2Sampler } from './nsga2.ts';
import { randomSampler } from './random.ts';

const names = fc.constantFrom('units', 'rate', 'a', 'constructor', 'x.y', '');
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
const ordered = (a: number, b: number): [number, number] => (a <= b ? [a, b] : [b, a]);

const linearFloat = fc.tuple(finite, finite).map(([a, b]) => float(...ordered(a, b)));
const logFloat = fc.tuple(positive, positive).map(([a, b]) => float(...ordered(a, b), { scale: 'log' }));
const steppedFloat = fc
  .record({
    low: fc.integer({ min: -50, max: 50 }),
    steps: fc.integer({ min: 0, max: 40 }),
    digits: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ low, steps, digits }) =>
    float(low / 10 ** digits, (low + steps) / 10 ** digits, { step: 1 / 10 ** digits }),
  );
const anyInt = fc
  .record({
    low: fc.integer({ min: 1, max: 1000 }),
    steps: fc.nat(50),
    step: fc.integer({ min: 1, max: 9 }),
    log: fc.boolean(),
  })
  .map(({ low, steps, step, log }) => int(low, low + steps * step, { step, scale: log ? 'log' : 'linear' }));
const anyChoice = fc
  .uniqueArray(fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((options) => choice(...options));

const { space: anySpace } = fc.letrec<{ space: SearchSpace; branch: Dimension }>((tie) => ({
  branch: fc
    .dictionary(fc.constantFrom('adam', 'sgd', 'none'), tie('space'), { minKeys: 1, maxKeys: 3 })
    .map((branches) => oneOf(branches)),
  space: fc.dictionary(
    names,
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      linearFloat,
      logFloat,
      steppedFloat,
      anyInt,
      anyChoice,
      tie('branch'),
    ),
    { maxKeys: 4 },
  ),
}));

const anyOutcome = fc.oneof(
  fc.constant('failed' as const),
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, -Infinity),
);

function historyOf(
  space: SearchSpace,
  outcomes: readonly (number | 'failed')[],
  seed: number,
): readonly Trial[] {
  return outcomes.map((outcome, number): Trial => {
    const context = { space, trial: number, history: [], goal: 'minimize', sweepRng: rng(seed) } as const;
    const params = paramsOf(randomSampler().suggest({ ...context, rng: rng(seed).split(`${number}`) }));
    return outcome === 'failed'
      ? { number, params, state: 'failed', reason: 'made by a test' }
      : { number, params, state: 'complete', score: outcome, foldScores: [outcome] };
  });
}

function paramsOf(suggestion: { readonly [name: string]: Json } | undefined): {
  readonly [name: string]: Json;
} {
  return suggestion ?? {};
}

describe('in any space, with any history,', () => {
  it.each([
    randomSampler(),
    gridSampler({ points: 3 }),
    gridSampler({ points: 5 }),
    cmaesSampler({ population: 4 }),
    nsga2Sampler({ population: 2 }),
  ])('$spec suggests inside it', (sampler) => {
    fc.assert(
      fc.property(anySpace, fc.array(anyOutcome, { maxLength: 8 }), fc.nat(), (space, outcomes, seed) => {
        const history = historyOf(space, outcomes, seed);
        const trial = history.length;
        const suggestion = sampler.suggest({
          space,
          trial,
          history,
          goal: seed % 2 === 0 ? 'minimize' : 'maximize',
          rng: rng(seed).split(`trial ${trial}`),
          sweepRng: rng(seed).split('sweep'),
        });
        expect(suggestion === undefined ? [] : reasonsOutside(space, suggestion)).toEqual([]);
      }),
      { seed: 1 },
    );
  });

  it.each([gridSampler({ points: 3 }), gridSampler({ points: 3, shuffle: true })])(
    '$spec covers a grid exactly once',
    (sampler) => {
      fc.assert(
        fc.property(anySpace, fc.nat(), (space, seed) => {
          const { size } = gridOfSpace(space, 3);
          fc.pre(size <= 300);
          const seen = new Set<string>();
          for (let trial = 0; trial <= size; trial++) {
            const sweepRng = rng(seed);
            const context = {
              space,
              trial,
              history: [],
              goal: 'minimize',
              rng: rng(trial),
              sweepRng,
            } as const;
            const suggestion = sampler.suggest(context);
            expect(suggestion === undefined).toBe(trial === size);
            if (suggestion !== undefined) seen.add(JSON.stringify(suggestion));
          }
          expect(seen.size).toBe(size);
        }),
        { seed: 1, numRuns: 50 },
      );
    },
  );
});
