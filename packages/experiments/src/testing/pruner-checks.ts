import { isDeepStrictEqual } from 'node:util';
import { type Goal, rng } from '@foldwise/core';
import { expect, vi } from 'vitest';
import type { PruneContext, Pruner, ReportedTrial } from '../search/pruner.ts';

const folds = 5;
const epochs = 12;
const trials = 16;

/** What a trial would report if nobody pruned it: by fold, after each epoch and at its end. */
interface Reports {
  readonly curves: readonly (readonly number[])[];
  readonly scores: readonly number[];
}

/** Curves that fall, each trial to an end of its own, with some noise; by turns with values that are no number, or infinite. */
function reportsOf(trial: number, goal: Goal, isOdd: boolean): Reports {
  const random = rng(7).split(`trial ${trial}`);
  const level = random.uniform();
  const sign = goal === 'minimize' ? 1 : -1;
  const odd = (at: number, value: number): number =>
    isOdd && (trial + at) % 3 === 0 ? [NaN, Infinity, -Infinity][(trial * 5 + at) % 3]! : value;
  const curves = Array.from({ length: folds }, (_f, fold) =>
    Array.from({ length: epochs }, (_e, epoch) =>
      odd(epoch, sign * (level + 1 / (epoch + 1) + fold / 10 + random.uniform() / 10)),
    ),
  );
  const scores = curves.map((_, fold) => odd(fold, sign * (level + fold / 10 + random.uniform() / 10)));
  return { curves, scores };
}

/** Every question that a sweep asks about a trial, whatever the answers are. */
function questionsAbout(
  trial: number,
  own: Reports,
  earlier: ReadonlyMap<number, Reports>,
  goal: Goal,
): readonly PruneContext[] {
  const shown = (of: (reports: Reports) => readonly number[]): readonly ReportedTrial[] =>
    [...earlier].map(([number, reports]) => ({
      number,
      state: number % 4 === 3 ? 'pruned' : 'complete',
      reports: number % 4 === 3 ? of(reports).slice(0, 1 + (number % 3)) : of(reports),
    }));
  const base = { trial, folds, goal, rng: rng(1).split(`trial ${trial}`) };
  return own.curves.flatMap((curve, fold) => {
    const ofEpochs = {
      ...base,
      fold,
      after: 'epoch',
      history: shown(({ curves }) => curves[fold]!),
    } as const;
    const ofFold = { ...base, fold, after: 'fold', history: shown(({ scores }) => scores) } as const;
    return [
      ...curve.map((_, epoch) => ({ ...ofEpochs, reports: curve.slice(0, epoch + 1) })),
      // Nobody is asked after the last fold.
      ...(fold === folds - 1 ? [] : [{ ...ofFold, reports: own.scores.slice(0, fold + 1) }]),
    ];
  });
}

interface Sweep {
  readonly goal?: Goal;
  readonly isOdd?: boolean;
  /** Trial k sees those up to k − lag; default 3. */
  readonly lag?: number;
}

/** Every question of a sweep, in its logical order. */
function questionsOf({ goal = 'minimize', isOdd = false, lag = 3 }: Sweep = {}): readonly PruneContext[] {
  const all = Array.from({ length: trials }, (_, trial) => reportsOf(trial, goal, isOdd));
  return all.flatMap((own, trial) => {
    const earlier = new Map([...all.entries()].slice(0, Math.max(0, trial - lag + 1)));
    return questionsAbout(trial, own, earlier, goal);
  });
}

function answersTo(pruner: Pruner, questions: readonly PruneContext[]): readonly (string | undefined)[] {
  return questions.map((context) => pruner.prune(context));
}

const sweeps: readonly Sweep[] = [
  {},
  { goal: 'maximize' },
  { isOdd: true },
  { isOdd: true, goal: 'maximize', lag: 1 },
];

/** One thing that every pruner does: throws where this one does not. */
export type PrunerCheck = (pruner: Pruner) => void;

const givesReasons: PrunerCheck = (pruner) => {
  for (const sweep of sweeps) {
    for (const answer of answersTo(pruner, questionsOf(sweep))) {
      if (answer === undefined) continue;
      expect(typeof answer).toBe('string');
      expect(answer).toMatch(/^\S.*\S$/);
    }
  }
};

const keepsNothing: PrunerCheck = (pruner) => {
  const questions = questionsOf();
  const answers = answersTo(pruner, questions);
  expect(answersTo(pruner, questions.toReversed()).toReversed()).toEqual(answers);
};

const looksAtNoClock: PrunerCheck = (pruner) => {
  const spies = [vi.spyOn(Math, 'random'), vi.spyOn(Date, 'now'), vi.spyOn(performance, 'now')];
  try {
    answersTo(pruner, questionsOf());
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};

const changesNothing: PrunerCheck = (pruner) => {
  for (const context of questionsOf({ lag: 1 })) {
    const before = { reports: context.reports, history: context.history };
    const shown = structuredClone(before);
    pruner.prune({ ...context, ...shown });
    expect(isDeepStrictEqual(shown, before), `changed by trial ${context.trial}`).toBe(true);
  }
};

const sparesTheFirst: PrunerCheck = (pruner) => {
  const alone = questionsOf({ lag: trials });
  expect(answersTo(pruner, alone).every((answer) => answer === undefined)).toBe(true);
};

/** Better than all earlier ones at everything it reports. */
const sparesTheBest: PrunerCheck = (pruner) => {
  for (const goal of ['minimize', 'maximize'] as const) {
    const sign = goal === 'minimize' ? 1 : -1;
    const earlier = new Map(Array.from({ length: trials }, (_, i) => [i, reportsOf(i, goal, false)]));
    const best: Reports = {
      curves: Array.from({ length: folds }, () => Array.from({ length: epochs }, (_, i) => -sign * (i + 1))),
      scores: Array.from({ length: folds }, () => -sign * epochs),
    };
    const answers = answersTo(pruner, questionsAbout(trials, best, earlier, goal));
    expect(
      answers.every((answer) => answer === undefined),
      goal,
    ).toBe(true);
  }
};

const servesBothGoals: PrunerCheck = (pruner) => {
  const isPruned = (sweep: Sweep): readonly boolean[] =>
    answersTo(pruner, questionsOf(sweep)).map((answer) => answer !== undefined);
  expect(isPruned({ goal: 'maximize' })).toEqual(isPruned({ goal: 'minimize' }));
};

/** Short curves, trials of other lengths, nothing but NaN, folds that nobody has a score of. */
const bearsAnyHistory: PrunerCheck = (pruner) => {
  const lists: readonly (readonly number[])[] = [
    [],
    [NaN],
    [NaN, NaN, NaN, NaN],
    [Infinity, -Infinity],
    [1, 1, 1, 1],
    [-0, 0, 1e308, -1e308, 5e-324],
    [1, NaN, 1, Infinity, 1, 1, 1, 1, 1],
  ];
  for (const after of ['epoch', 'fold'] as const) {
    for (const goal of ['minimize', 'maximize'] as const) {
      for (const reports of lists.filter(({ length }) => length > 0 && length < 9)) {
        const history = Array.from({ length: 21 }, (_, number) => ({
          number,
          state: number % 3 === 1 ? ('pruned' as const) : ('complete' as const),
          reports: lists[number % lists.length]!,
        }));
        const context = { trial: 30, after, fold: reports.length - 1, folds: 9, reports, history, goal };
        const answer = pruner.prune({ ...context, rng: rng(1) });
        expect(['undefined', 'string']).toContain(typeof answer);
      }
    }
  }
};

/** By the sentence that each is named by. */
export const prunerChecks: Readonly<Record<string, PrunerCheck>> = Object.freeze({
  'gives a reason of some words, or undefined': givesReasons,
  'keeps nothing between decisions: in any order they are the same': keepsNothing,
  'draws from the generator it is handed, and looks at no clock': looksAtNoClock,
  'changes neither reports nor history': changesNothing,
  'never prunes where there is nothing to compare with': sparesTheFirst,
  'never prunes a trial that is better than all others at every report': sparesTheBest,
  'decides the same for either goal, on reports of the other sign': servesBothGoals,
  'bears reports that are missing, infinite or no number': bearsAnyHistory,
});
