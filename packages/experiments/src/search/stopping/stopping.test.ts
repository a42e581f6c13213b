import { type Goal, rng } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { float } from '../float.ts';
import type { StopContext, StoppingRule } from '../stopping-rule.ts';
import type { Trial } from '../trial.ts';
import { firstOf } from './first-of.ts';
import { noImprovement } from './no-improvement.ts';
import { regretBound } from './regret-bound.ts';

const space = { x: float(0, 1), y: float(0, 1) };

/** Trials by their scores; null: failed, a list: pruned. */
function historyOf(scores: readonly (number | null | readonly [number])[]): readonly Trial[] {
  return scores.map((score, number) => {
    const trial = { number, params: {} };
    if (score === null) return { ...trial, state: 'failed', reason: 'made by a test' };
    if (typeof score === 'number') return { ...trial, state: 'complete', score, foldScores: [score] };
    return { ...trial, state: 'pruned', score: score[0], steps: 1 };
  });
}

function ask(
  rule: StoppingRule,
  history: readonly Trial[],
  about: Partial<StopContext> = {},
): string | undefined {
  return rule.stop({ space, trial: history.length, history, goal: 'minimize', rng: rng(1), ...about });
}

describe('no improvement', () => {
  it('counts the trials since the best one, whatever became of them', () => {
    const scores = [3, 1, 2, null, [0.5], 1] as const;
    expect(ask(noImprovement(4), historyOf(scores))).toBe('no better score for 4 trials');
    expect(ask(noImprovement(5), historyOf(scores))).toBeUndefined();
    expect(ask(noImprovement(4), historyOf([...scores, 0.9]))).toBeUndefined();
    expect(ask(noImprovement(1), historyOf([]))).toBeUndefined();
    expect(ask(noImprovement(3), historyOf([null, null, null]))).toBe('no better score for 3 trials');
  });

  it('knows either goal, and what is too little', () => {
    expect(ask(noImprovement(2), historyOf([1, 2, 3]), { goal: 'maximize' })).toBeUndefined();
    expect(ask(noImprovement(2), historyOf([3, 2, 1]), { goal: 'maximize' })).toBeDefined();
    const slow = [1, 0.99, 0.98, 0.97];
    expect(ask(noImprovement(3), historyOf(slow))).toBeUndefined();
    expect(ask(noImprovement(3, { minDelta: 0.1 }), historyOf(slow))).toBeDefined();
    expect(ask(noImprovement(3), historyOf([NaN, NaN, NaN]))).toBeDefined();
  });
});

describe('no improvement in several goals', () => {
  const goals = ['maximize', 'minimize'] as const;
  const told = (results: readonly (readonly [number, number] | null)[], trials: number) =>
    ask(
      noImprovement(trials),
      results.map((objectives, number) =>
        objectives === null
          ? { number, params: {}, state: 'failed', reason: 'made by a test' }
          : { number, params: {}, state: 'complete', score: objectives[0], foldScores: [], objectives },
      ),
      { goal: 'maximize', goals },
    );

  it('counts the trials since one that none before was as good as in all of them', () => {
    // A lower score with fewer weights is of use; the same again, or worse in one and the same in the other, is not.
    const results = [[0.9, 100], [0.8, 10], [0.8, 10], [0.8, 50], null, [0.7, 10]] as const;
    expect(told(results, 4)).toBe('no new trial on the Pareto front for 4 trials');
    expect(told(results, 5)).toBeUndefined();
    expect(told([...results, [0.1, 9]], 1)).toBeUndefined();
    expect(told([...results, [0.91, 1000]], 1)).toBeUndefined();
    // Better than one and worse than another that it was not compared with first.
    expect(told([...results, [0.85, 60]], 1)).toBeUndefined();
    expect(told([...results, [0.85, 120]], 5)).toBeDefined();
    expect(
      told(
        [
          [NaN, NaN],
          [NaN, NaN],
        ],
        2,
      ),
    ).toBeDefined();
  });

  it('is of use where nothing is said of units, as are rules made of such', () => {
    const serves = (rule: StoppingRule) => rule.servesSeveralGoals ?? false;
    expect([noImprovement(3), firstOf(noImprovement(3))].map(serves)).toEqual([true, true]);
    const others = [
      noImprovement(3, { minDelta: 1 }),
      regretBound(),
      firstOf(noImprovement(3), regretBound()),
    ];
    expect(others.map(serves)).toEqual([false, false, false]);
  });
});

/** A bowl with its least at (0.3, 0.7), seen at points of a lattice, by folds that are not equally hard. */
function bowl(trials: number, hardness: number, goal: Goal): readonly Trial[] {
  const random = rng(4);
  const hard = [-1, 0.5, 0, 1, -0.5].map((each) => each * hardness);
  const sign = goal === 'minimize' ? 1 : -1;
  return Array.from({ length: trials }, (_, number) => {
    const [x, y] = [(number * 0.618) % 1, (number * 0.755) % 1];
    const value = (x - 0.3) ** 2 + (y - 0.7) ** 2;
    const foldScores = hard.map((each) => sign * (value + each + 0.001 * random.normal()));
    const score = foldScores.reduce((sum, each) => sum + each, 0) / 5;
    return { number, params: { x, y }, state: 'complete', score, foldScores };
  });
}

describe('the bound of the regret', () => {
  it.each(['minimize', 'maximize'] as const)(
    'ends a search once what is left is below the error: %s',
    (goal) => {
      const rule = regretBound();
      // A smooth bowl is known well after so many trials, beside folds that differ by a tenth.
      expect(ask(rule, bowl(60, 0.1, goal), { goal })).toMatch(
        /^at most \S+ is to be gained, less than the error of the best score, \S+$/,
      );
      expect(ask(rule, bowl(19, 0.1, goal), { goal })).toBeUndefined();
      // Folds that are all alike leave room for the least improvement.
      expect(ask(rule, bowl(60, 0, goal), { goal })).toBeUndefined();
      expect(ask(regretBound({ below: 10 }), bowl(60, 0, goal), { goal })).toMatch(/less than 10$/);
    },
  );

  it('says the same again, and nothing where nothing can be known', () => {
    const history = bowl(40, 0.05, 'minimize');
    expect(ask(regretBound(), history)).toBe(ask(regretBound(), history));
    expect(ask(regretBound(), historyOf(Array.from({ length: 30 }, () => NaN)))).toBeUndefined();
    // One fold has no spread.
    expect(ask(regretBound(), historyOf(Array.from({ length: 30 }, (_, i) => i)))).toBeUndefined();
    expect(ask(regretBound(), history, { space: {} })).toBeUndefined();
  });

  it('is 0 where all scores are equal', () => {
    const equal = bowl(30, 0, 'minimize').map(
      (trial) => ({ ...trial, score: 1, foldScores: [0.9, 1.1] }) as Trial,
    );
    expect(ask(regretBound(), equal)).toMatch(/^at most 0 is/);
  });
});

describe('the first of several rules', () => {
  it('gives the reason', () => {
    const rule = firstOf(noImprovement(9), noImprovement(2));
    expect(ask(rule, historyOf([1, 2, 3]))).toBe('no better score for 2 trials');
    expect(ask(rule, historyOf([1, 2]))).toBeUndefined();
    expect(JSON.parse(JSON.stringify(rule.spec))).toStrictEqual(rule.spec);
  });
});

it.each([
  [() => noImprovement(0), 'noImprovement: expected trials as a whole number of at least 1, got 0'],
  [() => noImprovement(3, { minDelta: -1 }), 'expected minDelta as a number of at least 0, got -1'],
  [() => regretBound({ startup: 1 }), 'regretBound: expected startup as a whole number of at least 2, got 1'],
  [() => regretBound({ below: 0 }), 'expected below as a number above 0, got 0'],
  [() => firstOf(), 'expected one rule or more, got none'],
])('options that make no sense are refused %#', (make, message) => {
  expect(make).toThrow(message);
});
