import { expect, test } from 'vitest';
import { logGamma } from './log-gamma.ts';
import { digamma, trigamma } from './polygamma.ts';
import { studentTail } from './student-t.ts';

// scipy.special.gammaln, digamma and polygamma(1, ·), version 1.17.1.
const gammas = [
  [1e-3, 6.907178885383853, -1000.5755719318103, 1000001.6425331959],
  [0.5, 0.5723649429247, -1.9635100260214235, 4.93480220054468],
  [1, 0, -0.5772156649015329, 1.6449340668482266],
  [1.5, -0.12078223763524526, 0.03648997397857652, 0.9348022005446793],
  [2, 0, 0.42278433509846713, 0.6449340668482266],
  [5, 3.1780538303479458, 1.5061176684318003, 0.22132295573711533],
  [9.999, 12.799575780077413, 2.251647417205735, 0.10517738667672885],
  [10, 12.801827480081469, 2.251752589066721, 0.10516633568168576],
  [37.25, 96.61988458827808, 3.604169073005627, 0.02720920580395557],
  [1e6, 12815504.569147611, 13.81551005796419, 1.0000005000001667e-6],
] as const;

const error = (got: number, expected: number): number =>
  Math.abs(got - expected) / Math.max(1, Math.abs(expected));

test.for(gammas)('log Γ, ψ and ψ′ of %d', ([x, log, first, second]) => {
  expect(error(logGamma(x), log)).toBeLessThan(1e-14);
  expect(error(digamma(x), first)).toBeLessThan(1e-14);
  expect(error(trigamma(x), second)).toBeLessThan(1e-14);
});

test('they are NaN below 0', () => {
  expect([logGamma(-1), digamma(-1), trigamma(0), studentTail(1, 0), studentTail(NaN, 3)]).toEqual(
    [0, 0, 0, 0, 0].map(() => NaN),
  );
});

// scipy.stats.t.sf, version 1.17.1.
const tails = [
  [0, 3, 0.5],
  [1, 1, 0.25],
  [2.015048372669157, 5, 0.050000000042352645],
  [-1.3, 0.7, 0.76083734896041],
  [0.01, 2.5, 0.49638199717895415],
  [12, 2.5, 0.0014181075150391622],
  [40, 4, 1.1670081613006339e-6],
  [3, 17.3, 0.003969291486751322],
  [1.7, 1e5, 0.04456701762433149],
  [6, 200, 4.557560174405173e-9],
  [1e-8, 9, 0.4999999961196509],
  [1.96, 1e20, 0.024997895148220435],
  [Infinity, 4, 0],
] as const;

test.for(tails)('a t of %d with %d degrees of freedom has the tail %d', ([t, freedom, tail]) => {
  // log Γ of large numbers is where digits go.
  expect(Math.abs(studentTail(t, freedom) - tail)).toBeLessThan(freedom > 1e4 ? 1e-10 : 1e-13);
});
