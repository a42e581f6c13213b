import { readFileSync } from 'node:fs';
import { type Goal, rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { describePruner } from '../../testing/describe-pruner.ts';
import type { PruneContext, Pruner, ReportedTrial } from '../pruner.ts';
import { eitherPruner } from './either.ts';
import { dealOf, hyperbandPruner } from './hyperband.ts';
import { medianPruner } from './median.ts';
import { neverPruner } from './never.ts';
import { pairedPruner } from './paired.ts';
import { patientPruner } from './patient.ts';
import { percentilePruner } from './percentile.ts';
import { successiveHalvingPruner } from './successive-halving.ts';

describePruner(neverPruner());
describePruner(medianPruner());
describePruner(percentilePruner(10, { startup: 1, warmup: 1, interval: 2, least: 3 }));
describePruner(patientPruner(medianPruner(), { patience: 1 }));
describePruner(successiveHalvingPruner({ minEpochs: 2 }));
describePruner(hyperbandPruner());
describePruner(hyperbandPruner({ maxEpochs: 12, reduction: 2 }));
describePruner(pairedPruner({ startup: 2 }));
describePruner(eitherPruner(successiveHalvingPruner(), pairedPruner()));

type Numbers = { readonly [name: string]: number };

interface Recorded {
  readonly name: string;
  readonly options: Numbers;
  readonly goal: Goal;
  readonly odd: boolean;
  readonly trials: readonly { readonly reports: readonly (number | null)[]; readonly pruned: number }[];
}

// Written by fixtures/record.py, which names Optuna's version in it.
const { cases } = JSON.parse(readFileSync(new URL('fixtures/decisions.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Recorded[];
};

const makers: Readonly<Record<string, (options: Numbers) => Pruner>> = {
  median: medianPruner,
  'median, careful': medianPruner,
  percentile: ({ percentile }) => percentilePruner(percentile!),
  patient: (options) => patientPruner(medianPruner(), options),
  halving: successiveHalvingPruner,
  'halving, later': successiveHalvingPruner,
  hyperband: hyperbandPruner,
};

/** What a test asks a pruner about epochs, or of folds. */
function ask(pruner: Pruner, about: Partial<PruneContext>): string | undefined {
  const usual = {
    trial: 99,
    after: 'epoch',
    fold: 0,
    folds: 5,
    reports: [],
    history: [],
    goal: 'minimize',
  } as const;
  return pruner.prune({ ...usual, rng: rng(1), ...about });
}

describe('beside Optuna', () => {
  it.each(cases)('$name decides as recorded: $goal, odd $odd', ({ name, options, goal, trials }) => {
    const pruner = makers[name]!(options);
    const history: ReportedTrial[] = [];
    const decided = trials.map(({ reports: recorded, pruned }, trial) => {
      const reports = recorded.map((report) => report ?? NaN);
      const first = reports.findIndex(
        (_, i) =>
          ask(pruner, { trial, goal, history: [...history], reports: reports.slice(0, i + 1) }) !== undefined,
      );
      history.push({ number: trial, state: pruned > 0 ? 'pruned' : 'complete', reports });
      return first + 1;
    });
    expect(decided).toEqual(trials.map(({ pruned }) => pruned));
  });
});

const complete = (reports: readonly (readonly number[])[]): readonly ReportedTrial[] =>
  reports.map((each, number) => ({ number, state: 'complete', reports: each }));

describe('what a pruner says', () => {
  const falling = complete(Array.from({ length: 6 }, (_, i) => [3 + i / 10, 2 + i / 10, 1 + i / 10]));

  it('names the numbers that it compared', () => {
    expect(ask(medianPruner(), { reports: [4], history: falling })).toBe(
      '4 is worse than the median of 6 trials, 3.25',
    );
    expect(
      ask(percentilePruner(20), { reports: [-3, -4], history: falling, goal: 'maximize' }),
    ).toBeDefined();
    expect(ask(successiveHalvingPruner(), { reports: [3.05], history: falling })).toBe(
      '3.05 is not among the best 1 of 7 at rung 0, from 3 on',
    );
    expect(ask(hyperbandPruner({ maxEpochs: 3 }), { trial: 0, reports: [3.05], history: falling })).toMatch(
      /^bracket 0: 3.05 is not among the best 1 of \d at rung 0, from 3 on$/,
    );
    expect(ask(medianPruner(), { reports: [NaN], history: falling })).toBe(
      'every report so far is no number',
    );
  });

  it('compares means over the same folds, so that a hard fold is no blemish', () => {
    // The second fold is hard for everybody.
    const history = complete(Array.from({ length: 5 }, (_, i) => [1 + i / 10, 9 + i / 10, 1]));
    const about = { after: 'fold', fold: 1, history } as const;
    expect(ask(medianPruner(), { ...about, reports: [1.2, 9.1] })).toBeUndefined();
    expect(ask(medianPruner(), { ...about, reports: [1.2, 9.3] })).toBe(
      '5.25 is worse than the median of 5 trials, 5.2',
    );
  });

  it('is patient about epochs, not about folds', () => {
    const history = complete(Array.from({ length: 5 }, () => [1, 1, 1, 1]));
    const patient = patientPruner(medianPruner(), { patience: 1 });
    expect(ask(patient, { reports: [9, 8, 7, 6], history })).toBeUndefined();
    expect(ask(patient, { reports: [9, 8, 8.5, 8.5], history })).toBe(
      '8 is worse than the median of 5 trials, 1',
    );
    expect(ask(patient, { after: 'fold', reports: [9], history })).toBe(
      '9 is worse than the median of 5 trials, 1',
    );
  });

  it('climbs a ladder once, in the first fold', () => {
    for (const pruner of [successiveHalvingPruner(), hyperbandPruner({ maxEpochs: 3 })]) {
      expect(ask(pruner, { trial: 0, reports: [9], history: falling })).toBeDefined();
      expect(ask(pruner, { trial: 0, reports: [9], history: falling, fold: 1 })).toBeUndefined();
    }
  });

  it('has the reason of the first of several', () => {
    const either = eitherPruner(neverPruner(), medianPruner(), percentilePruner(1));
    expect(ask(either, { reports: [4], history: falling })).toMatch(/median/);
    expect(ask(either, { reports: [2], history: falling })).toBeUndefined();
  });

  it('deals trials out to brackets in their shares, at any moment', () => {
    // max 81, η = 3: ⌈5·3ˢ/(s + 1)⌉ = 81, 34, 15, 8, 5 trials.
    const deal = dealOf(5, 3);
    const shares = [81, 34, 15, 8, 5];
    expect(shares.map((_, bracket) => deal.filter((each) => each === bracket).length)).toEqual(shares);
    for (let turns = 1; turns <= deal.length; turns++)
      for (const [bracket, share] of shares.entries()) {
        const had = deal.slice(0, turns).filter((each) => each === bracket).length;
        expect(Math.abs(had - (share * turns) / deal.length)).toBeLessThan(1);
      }
  });

  it('takes the length of a fold from the first complete trial where it is not told', () => {
    const short = [{ number: 0, state: 'pruned', reports: [1] }] as const;
    expect(ask(hyperbandPruner(), { trial: 2, reports: [9], history: short })).toBeUndefined();
  });
});

describe('options', () => {
  it.each([
    [
      () => medianPruner({ startup: -1 }),
      'medianPruner: expected startup as a whole number of at least 0, got -1',
    ],
    [() => percentilePruner(101), 'percentilePruner: expected a percentile from 0 to 100, got 101'],
    [() => percentilePruner(25, { interval: 0 }), 'expected interval as a whole number of at least 1, got 0'],
    [
      () => patientPruner(medianPruner(), { minDelta: NaN }),
      'expected minDelta as a number of at least 0, got NaN',
    ],
    [
      () => patientPruner(medianPruner(), { patience: 1.5 }),
      'expected patience as a whole number of at least 0',
    ],
    [
      () => successiveHalvingPruner({ reduction: 1 }),
      'expected reduction as a whole number of at least 2, got 1',
    ],
    [
      () => hyperbandPruner({ minEpochs: 5, maxEpochs: 4 }),
      'expected maxEpochs of at least minEpochs, got 4 and 5',
    ],
    [() => pairedPruner({ falsePruning: 1 }), 'expected falsePruning as a share between 0 and 1, got 1'],
    [() => pairedPruner({ startup: 1 }), 'expected startup as a whole number of at least 2, got 1'],
    [() => eitherPruner(), 'expected one pruner or more, got none'],
  ])('that make no sense are refused %#', (make, message) => {
    expect(make).toThrow(message);
  });
});
