import { readFileSync } from 'node:fs';
import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { haltonSequence } from './halton.ts';
import { mostSobolDimensions, sobolSequence } from './sobol.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const recorded = JSON.parse(
  readFileSync(new URL('fixtures/sequences.json', import.meta.url), 'utf8'),
) as Record<'sobol' | 'halton', readonly (readonly number[])[]> &
  Record<'sobolDimensions' | 'haltonDimensions', readonly number[]>;

/** How many of equal parts of [0, 1) have exactly one of as many numbers. */
function occupied(numbers: readonly number[]): number {
  return new Set(numbers.map((number) => Math.floor(number * numbers.length))).size;
}

describe('the sequences', () => {
  it.each([
    ['sobol', sobolSequence(64)],
    ['halton', haltonSequence(20)],
  ] as const)('of %s are SciPy’s, unscrambled', (name, pointAt) => {
    for (const [index, expected] of recorded[name].entries()) {
      const point = pointAt(index);
      for (const [i, dimension] of recorded[`${name}Dimensions`].entries())
        expect(point[dimension]!).toBeCloseTo(expected[i]!, 9);
    }
  });

  it('fill every part of each side, scrambled as well', () => {
    for (const random of [undefined, rng(1), rng(2)]) {
      const pointAt = sobolSequence(mostSobolDimensions, random);
      const points = Array.from({ length: 64 }, (_, i) => pointAt(i));
      for (let dimension = 0; dimension < mostSobolDimensions; dimension++)
        expect(occupied(points.map((point) => point[dimension]!))).toBe(64);
    }
    const halton = haltonSequence(2, rng(3));
    const points = Array.from({ length: 81 }, (_, i) => halton(i));
    expect(occupied(points.map((point) => point[1]!))).toBe(81);
  });

  it('are other ones for another seed, each point uniform', () => {
    for (const sequence of [sobolSequence, haltonSequence]) {
      const firsts = Array.from({ length: 400 }, (_, seed) => sequence(3, rng(seed))(0)[2]!);
      const mean = firsts.reduce((sum, each) => sum + each, 0) / 400;
      // Four standard errors of the mean of 400 uniform numbers.
      expect(Math.abs(mean - 0.5)).toBeLessThan((4 * Math.sqrt(1 / 12)) / 20);
      expect(new Set(firsts).size).toBeGreaterThan(390);
    }
  });

  it('estimate an integral better than random points', () => {
    const integral = (points: readonly ArrayLike<number>[]): number =>
      points.reduce((sum, point) => sum + point[0]! * point[1]! * point[2]!, 0) / points.length;
    const sobol = sobolSequence(3, rng(5));
    const evenly = Array.from({ length: 256 }, (_, i) => sobol(i));
    expect(Math.abs(integral(evenly) - 0.125)).toBeLessThan(0.001);
  });
});
