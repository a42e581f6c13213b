import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Trial } from '../trial.ts';
import { crowdingDistances } from './crowding-distances.ts';
import { hypervolume } from './hypervolume.ts';
import { nonDominatedRanks } from './non-dominated-ranks.ts';
import { lossesOf, paretoFront } from './pareto-front.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const { fronts } = JSON.parse(readFileSync(new URL('fixtures/fronts.json', import.meta.url), 'utf8')) as {
  readonly fronts: readonly {
    readonly losses: readonly (readonly number[])[];
    readonly ranks: readonly number[];
    readonly rooms: readonly number[] | null;
    readonly hypervolume: number | null;
  }[];
};

describe.each(fronts)('random points $#', ({ losses, ranks, rooms, hypervolume: volume }) => {
  it('rank as Optuna 5 ranks them', () => {
    expect([...nonDominatedRanks(losses)]).toEqual(ranks);
  });

  it.runIf(rooms !== null)('have the room that Optuna 5 sees', () => {
    const found = crowdingDistances(losses.filter((_, i) => ranks[i] === 0));
    for (const [i, room] of rooms!.entries()) expect(Math.min(1e9, found[i]!)).toBeCloseTo(room, 12);
  });

  it.runIf(volume !== null)('dominate the area that Optuna 5 measures', () => {
    expect(hypervolume(losses, [0.9, 1.1])).toBeCloseTo(volume!, 12);
  });
});

describe('crowdingDistances', () => {
  it('bears losses that are infinite, or all the same', () => {
    expect([...crowdingDistances([[Infinity], [Infinity]])]).toEqual([0, 0]);
    expect([...crowdingDistances([[Infinity], [Infinity], [0]])]).toEqual([Infinity, 0, Infinity]);
    expect([...crowdingDistances([])]).toEqual([]);
  });
});

describe('hypervolume', () => {
  it('is 0 where nothing is better than the reference, and refuses three objectives', () => {
    expect(hypervolume([[3, 0]], [3, 3])).toBe(0);
    expect(hypervolume([], [3, 3])).toBe(0);
    expect(() => hypervolume([[1, 2, 3]], [3, 3])).toThrow('expected two losses a point, got 3');
  });
});

describe('paretoFront', () => {
  const trial = (number: number, ...objectives: readonly number[]): Trial => ({
    number,
    params: {},
    state: 'complete',
    score: objectives[0]!,
    foldScores: [],
    objectives,
  });

  it('keeps what is best in some balance of the goals, the best score first', () => {
    const trials: readonly Trial[] = [
      trial(0, 0.8, 100),
      trial(1, 0.9, 300),
      trial(2, 0.85, 300),
      trial(3, 0.7, 10),
      trial(4, 0.9, NaN),
      { number: 5, params: {}, state: 'failed', reason: 'made by a test' },
      { number: 6, params: {}, state: 'pruned', score: 1, steps: 1 },
    ];
    expect(paretoFront(trials, ['maximize', 'minimize']).map(({ number }) => number)).toEqual([1, 0, 3]);
  });

  it('is the best trial where there is one goal', () => {
    const plain: Trial = { number: 1, params: {}, state: 'complete', score: 0.5, foldScores: [] };
    expect(paretoFront([trial(0, 0.7), plain], ['minimize'])).toEqual([plain]);
  });

  it('counts what did not come to its end as the worst', () => {
    expect(
      lossesOf({ number: 6, params: {}, state: 'pruned', score: 1, steps: 1 }, ['minimize', 'maximize']),
    ).toEqual([Infinity, Infinity]);
  });
});
