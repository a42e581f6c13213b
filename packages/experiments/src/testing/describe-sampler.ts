import { describe, expect, test } from 'vitest';
import { choice } from '../search/choice.ts';
import { float } from '../search/float.ts';
import { int } from '../search/int.ts';
import { oneOf } from '../search/one-of.ts';
import { ordinal } from '../search/ordinal.ts';
import type { Sampler } from '../search/sampler.ts';
import type { SearchSpace } from '../search/space.ts';
import { weighted } from '../search/weighted.ts';
import { samplerChecks } from './sampler-checks.ts';

/** How a sampler is examined. */
export interface SamplerExamination {
  /** By what is odd about each; default a dozen spaces in which samplers go wrong. */
  readonly spaces?: Readonly<Record<string, SearchSpace>>;
  /** How many trials in each; default 24. */
  readonly trials?: number;
}

/** Spaces in which samplers go wrong: ends, steps, orders of magnitude, single values, branches in branches. */
export const nastySpaces: Readonly<Record<string, SearchSpace>> = Object.freeze({
  'plain numbers': { a: float(0, 1), b: float(-5, 5), c: int(0, 9) },
  'numbers over many orders of magnitude': {
    a: float(1e-300, 1e300, { scale: 'log' }),
    b: int(1, 1_000_000, { scale: 'log' }),
    c: float(-1e308, 1e308),
  },
  'numbers with steps': {
    a: float(0, 0.3, { step: 0.1 }),
    b: int(-7, 8, { step: 5 }),
    c: int(16, 256, { scale: 'log', step: 16 }),
    d: float(0.1, 0.7, { scale: 'log', step: 0.2 }),
  },
  'numbers with one value each': { a: float(0.3, 0.3), b: int(4, 4), c: float(2, 2, { scale: 'log' }) },
  'numbers that are hardly apart': { a: float(1, 1 + 2 ** -51), b: int(2 ** 40, 2 ** 40 + 1) },
  'a single option': { a: choice('only') },
  'options of all kinds': {
    a: choice(true, false),
    b: choice(null, 0, 'x', [1, 2], { c: 1 }),
    d: choice(0, 1, 2),
  },
  'names that objects have already': {
    constructor: int(1, 2),
    toString: choice('a', 'b'),
    'a.b/c d': float(0, 1),
  },
  'branches in branches': {
    a: oneOf({
      none: {},
      some: {
        b: oneOf({ deep: { c: float(1e-5, 1, { scale: 'log' }), d: int(1, 3) }, flat: {} }),
        e: choice(1, 2),
      },
    }),
    f: int(0, 1),
  },
  'options in an order': {
    a: ordinal(16, 32, 64),
    b: weighted(ordinal('s', 'm', 'l'), [1, 8, 1]),
    c: ordinal(1),
  },
  'numbers with a prior': {
    a: float(1e-5, 1, { scale: 'log', prior: { center: 1e-3, spread: 0.1 } }),
    b: int(0, 100, { prior: { center: 0, spread: 0.01 } }),
    c: float(0, 1, { prior: { center: 1, spread: 1e-300 } }),
    d: float(-1, 1, { step: 0.5, prior: { center: 0.1, spread: 1e300 } }),
  },
  'branches with parameters of the same name': {
    a: oneOf({
      adam: { rate: float(1e-4, 1e-2, { scale: 'log' }) },
      sgd: { rate: float(0.01, 1) },
      off: { rate: choice('none') },
    }),
  },
});

/**
 * Examines what makes a sampler one: it suggests parameters inside any space, whatever the history, the same for the same seed, and keeps
 * nothing between suggestions, so that an interrupted sweep goes on as if it had not been.
 *
 * @example
 * describeSampler(randomSampler());
 */
export function describeSampler(sampler: Sampler, examination: SamplerExamination = {}): void {
  const { spaces = nastySpaces, trials = 24 } = examination;

  describe(`${sampler.spec.kind} as a sampler`, () => {
    test('is described by frozen plain data', () => {
      expect(Object.isFrozen(sampler)).toBe(true);
      expect(JSON.parse(JSON.stringify(sampler.spec))).toStrictEqual(sampler.spec);
    });

    describe.each(Object.entries(samplerChecks))('%s', (_sentence, check) => {
      test.each(Object.entries(spaces))('with %s', (_oddity, space) => {
        expect(() => check(sampler, space, trials)).not.toThrow();
      });
    });
  });
}
