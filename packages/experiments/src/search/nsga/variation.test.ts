import { rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from '../choice.ts';
import { float } from '../float.ts';
import { int } from '../int.ts';
import { oneOf } from '../one-of.ts';
import { parametersOf, pointOf } from '../parameters.ts';
import { childOf, polynomialMutation, simulatedBinaryCrossover } from './variation.ts';

const draws = (draw: (random: ReturnType<typeof rng>) => number): readonly number[] =>
  Array.from({ length: 20_000 }, (_, i) => draw(rng(i)));
const shareOf = (values: readonly number[], isSo: (value: number) => boolean): number =>
  values.filter(isSo).length / values.length;

describe('simulated binary crossover', () => {
  const children = draws((random) => simulatedBinaryCrossover(0.4, 0.6, random));

  it('has its mean between the parents, and half of the children on either side of each', () => {
    expect(children.reduce((sum, child) => sum + child, 0) / children.length).toBeCloseTo(0.5, 2);
    // Contracting and expanding are equally likely: half lie between the parents.
    expect(shareOf(children, (child) => child > 0.4 && child < 0.6)).toBeCloseTo(0.5, 1);
  });

  it('spreads as far as its index says: P(β ≤ 0.9) = ½ · 0.9²¹', () => {
    const between = shareOf(children, (child) => Math.abs(child - 0.5) <= 0.09);
    expect(between).toBeCloseTo(0.5 * 0.9 ** 21, 2);
  });

  it('stays inside, also at an edge, and gives twins their parents’ place', () => {
    for (const child of draws((random) => simulatedBinaryCrossover(0, 1, random))) {
      expect(child).toBeGreaterThanOrEqual(0);
      expect(child).toBeLessThanOrEqual(1);
    }
    expect(simulatedBinaryCrossover(0.3, 0.3, rng(1))).toBe(0.3);
  });
});

describe('polynomial mutation', () => {
  it('moves as far as its index says: P(|δ| ≤ 0.02) = 1 − 0.98²¹', () => {
    const moved = draws((random) => polynomialMutation(0.5, random) - 0.5);
    expect(shareOf(moved, (step) => Math.abs(step) <= 0.02)).toBeCloseTo(1 - 0.98 ** 21, 2);
    expect(shareOf(moved, (step) => step < 0)).toBeCloseTo(0.5, 2);
  });

  it.each([0, 0.001, 1])('stays inside from %d', (position) => {
    for (const mutant of draws((random) => polynomialMutation(position, random))) {
      expect(mutant).toBeGreaterThanOrEqual(0);
      expect(mutant).toBeLessThanOrEqual(1);
    }
  });
});

describe('a child', () => {
  const space = {
    rate: float(0, 1),
    units: int(1, 8),
    kind: choice('a', 'b', 'c'),
    optimizer: oneOf({ adam: { beta: float(0, 1) }, sgd: { momentum: float(0, 1) } }),
  };
  const parameters = parametersOf(space);
  const first = pointOf(parameters, {
    rate: 0.2,
    units: 3,
    kind: 'a',
    optimizer: { kind: 'adam', beta: 0.5 },
  });
  const second = pointOf(parameters, {
    rate: 0.8,
    units: 6,
    kind: 'b',
    optimizer: { kind: 'sgd', momentum: 0.9 },
  });

  it('of uniform crossover has each parameter from either, or mutated', () => {
    const children = Array.from({ length: 600 }, (_, i) =>
      childOf(parameters, [first, second], 'uniform', rng(i)),
    );
    const rates = children.map((child) => child[0]!);
    const isOf = (rate: number): number => rates.filter((each) => each === rate).length / rates.length;
    // Six parameters: each is mutated once in six times.
    expect(isOf(0.2)).toBeCloseTo(5 / 12, 1);
    expect(isOf(0.8)).toBeCloseTo(5 / 12, 1);
    for (const child of children) {
      const isAdam = child[3] === 0;
      expect(Number.isNaN(child[4]!)).toBe(!isAdam);
      expect(Number.isNaN(child[5]!)).toBe(isAdam);
    }
  });

  it('of one parent is like it, but for mutations', () => {
    const children = Array.from({ length: 300 }, (_, i) =>
      childOf(parameters, [first, undefined], 'sbx', rng(i)),
    );
    const same = children.filter((child) => child[1] === first[1]).length / children.length;
    expect(same).toBeCloseTo(5 / 6, 1);
  });
});
