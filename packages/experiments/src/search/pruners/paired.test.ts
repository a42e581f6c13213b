import { rng, type Rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import type { ReportedTrial } from '../pruner.ts';
import { pairedPruner } from './paired.ts';

const folds = 5;

/** How trials differ: a level of their own, and in each fold a difference from it; folds are not equally hard. */
interface World {
  /** The deviation of the levels of trials. */
  readonly levels: number;
  /** The deviation of a trial's score in a fold, over its level and the fold's. */
  readonly noise: (random: Rng) => number;
  readonly pruner?: ReturnType<typeof pairedPruner>;
}

interface Tally {
  /** Trials that the pruner was asked about. */
  asked: number;
  pruned: number;
  /** Trials that would have been the best at the end, and of these the ones that were pruned. */
  winners: number;
  lost: number;
  /** Folds that were run, of those that there were. */
  folds: number;
}

const mean = (scores: readonly number[]): number =>
  scores.reduce((sum, each) => sum + each, 0) / scores.length;

/** Runs sweeps of 24 trials one after the other, each of which is asked about after every fold but the last. */
function simulate(sweeps: number, { levels, noise, pruner = pairedPruner() }: World): Tally {
  const tally = { asked: 0, pruned: 0, winners: 0, lost: 0, folds: 0 };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const random = rng(11).split(`sweep ${sweep}`);
    const hardness = Array.from({ length: folds }, () => 10 * random.normal());
    const history: ReportedTrial[] = [];
    for (let number = 0; number < 24; number++) {
      const level = levels * random.normal();
      const deviation = noise(random);
      const scores = hardness.map((hard) => level + hard + deviation * random.normal());
      const isPruned = (done: number): boolean =>
        pruner.prune({
          trial: number,
          after: 'fold',
          fold: done - 1,
          folds,
          reports: scores.slice(0, done),
          history: [...history],
          goal: 'minimize',
          rng: random,
        }) !== undefined;
      const end = [1, 2, 3, 4].find(isPruned);
      const whole = history.filter(({ state }) => state === 'complete');
      const wins = whole.every(({ reports }) => mean(scores) <= mean(reports));
      if (whole.length >= 5) {
        tally.asked++;
        tally.folds += end ?? folds;
        if (end !== undefined) tally.pruned++;
        if (wins) tally.winners++;
        if (wins && end !== undefined) tally.lost++;
      }
      history.push({
        number,
        state: end === undefined ? 'complete' : 'pruned',
        reports: scores.slice(0, end ?? folds),
      });
    }
  }
  return tally;
}

describe('the share of would-be best trials that are pruned', () => {
  it.each([
    ['all trials are alike', { levels: 0, noise: () => 1 }],
    ['trials differ as much as folds', { levels: 1, noise: () => 1 }],
    ['some trials waver more than others', { levels: 1, noise: (random: Rng) => 0.3 + 2 * random.uniform() }],
  ])('is not above the one that was asked for where %s', (_, world) => {
    for (const falsePruning of [0.1, 0.3]) {
      const { winners, lost } = simulate(120, { ...world, pruner: pairedPruner({ falsePruning }) });
      expect(winners).toBeGreaterThan(150);
      // Within two standard errors.
      expect(lost / winners).toBeLessThan(falsePruning + 2 * Math.sqrt((falsePruning * 0.9) / winners));
    }
  });
});

describe('trials that are hopeless', () => {
  it('are pruned, most after their first fold, where trials differ much more than folds', () => {
    const { asked, pruned, folds: run } = simulate(20, { levels: 10, noise: () => 1 });
    expect(pruned / asked).toBeGreaterThan(0.8);
    expect(run / asked / folds).toBeLessThan(0.4);
  });

  it('are told by the words of the table', () => {
    const history = [0, 0.1, 0.3, 0.2, 0.6].map((level, number) => ({
      number,
      state: 'complete' as const,
      reports: [1, 5, 3].map((hard, fold) => level + hard + ((number * (fold + 2) * 7) % 5) / 50),
    }));
    const ask = (...reports: number[]) =>
      pairedPruner().prune({
        trial: 9,
        after: 'fold',
        fold: reports.length - 1,
        folds: 3,
        reports,
        history,
        goal: 'minimize',
        rng: rng(1),
      });
    expect(ask(3)).toMatch(/^worse than the best trial by 2 ± 0\.0\d+ over 1 of 3 folds$/);
    // A good score in a hard fold makes up for nothing where the others did well there too.
    expect(ask(1, 7)).toMatch(/over 2 of 3 folds$/);
    expect(ask(1, 5)).toBeUndefined();
    expect(ask(NaN)).toBeUndefined();
    expect(ask(Infinity)).toBe('a score that no other fold could make up for');
  });
});
