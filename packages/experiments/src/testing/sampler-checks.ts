import { isDeepStrictEqual } from 'node:util';
import { type Goal, type Json, rng } from '@foldwise/core';
import { expect, vi } from 'vitest';
import { hashOf } from '../journal/canonical-json.ts';
import { reasonsOutside } from '../search/contains.ts';
import type { Sampler, SuggestContext } from '../search/sampler.ts';
import type { SearchSpace } from '../search/space.ts';
import type { PendingTrial, Trial } from '../search/trial.ts';

type Suggestion = { readonly [name: string]: Json } | undefined;

/** What a study of a sampler is made of. */
interface Study {
  readonly sampler: Sampler;
  readonly space: SearchSpace;
  readonly trials: number;
  readonly seed?: number;
  readonly goal?: Goal;
  /** Trial k sees those up to k − lag; default 3. */
  readonly lag?: number;
  /** What becomes of a trial; default a score by its number, some pruned, every fifth failed. */
  readonly outcome?: (trial: number) => Outcome;
  readonly allows?: SuggestContext['allows'];
}

type Outcome = number | 'failed' | { readonly prunedAfter: number };

/** Something of each kind in no order: good, bad, equal, pruned, failed. */
function mixedOutcome(trial: number): Outcome {
  if (trial % 5 === 3) return 'failed';
  if (trial % 6 === 4) return { prunedAfter: trial };
  return trial % 7 === 2 ? 0.5 : ((trial * 7919) % 101) / 101;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

/** What a sampler is asked with, besides the study: what is known and what is not yet. */
type Known = Pick<SuggestContext, 'trial' | 'history' | 'pending'>;

function contextOf({ space, seed = 1, goal = 'minimize', allows }: Study, known: Known): SuggestContext {
  const root = rng(seed);
  const random = { rng: root.split(`trial ${known.trial}`), sweepRng: root.split('sweep') };
  return { space, goal, ...known, ...random, ...(allows !== undefined && { allows }) };
}

function endOf({ number, params }: PendingTrial, outcome: Outcome): Trial {
  if (outcome === 'failed') return { number, params, state: 'failed', reason: 'made by a test' };
  if (typeof outcome !== 'number')
    return {
      number,
      params,
      state: 'pruned',
      score: (outcome.prunedAfter * 31) % 17,
      steps: outcome.prunedAfter,
    };
  return { number, params, state: 'complete', score: outcome, foldScores: [outcome, outcome] };
}

/** The suggestions of a study and the history that each was made from. */
function run(study: Study): readonly { readonly suggestion: Suggestion; readonly context: SuggestContext }[] {
  const { sampler, trials, lag = 3, outcome = mixedOutcome } = study;
  const suggested: PendingTrial[] = [];
  return Array.from({ length: trials }, (_, trial) => {
    const history = suggested
      .filter(({ number }) => number <= trial - lag)
      .map((each) => endOf(each, outcome(each.number)));
    const pending = suggested.filter(({ number }) => number > trial - lag);
    const context = contextOf(study, { trial, history, pending });
    // A copy, so that a sampler which changes what it is shown spoils no other trial.
    const shown = structuredClone({ space: study.space, history, pending });
    const suggestion: Suggestion = sampler.suggest({ ...context, ...shown });
    if (suggestion !== undefined) suggested.push({ number: trial, params: suggestion });
    return { suggestion, context };
  });
}

function suggestionsOf(study: Study): readonly Suggestion[] {
  return run(study).map(({ suggestion }) => suggestion);
}

function expectInside(study: Study): void {
  for (const [trial, suggestion] of suggestionsOf(study).entries()) {
    const reasons = suggestion === undefined ? [] : reasonsOutside(study.space, suggestion);
    expect(reasons, `trial ${trial}`).toEqual([]);
  }
}

/** One thing that every sampler does: throws where this one does not. */
export type SamplerCheck = (sampler: Sampler, space: SearchSpace, trials: number) => void;

const staysInside: SamplerCheck = (sampler, space, trials) => expectInside({ sampler, space, trials });

const suggestsSomething: SamplerCheck = (sampler, space, trials) => {
  const suggestions = suggestionsOf({ sampler, space, trials });
  expect(suggestions[0]).toBeDefined();
  const end = suggestions.indexOf(undefined);
  const afterwards = end === -1 ? [] : suggestions.slice(end);
  expect(
    afterwards.every((suggestion) => suggestion === undefined),
    'exhausted, and then not',
  ).toBe(true);
};

const suggestsPlainData: SamplerCheck = (sampler, space, trials) => {
  for (const suggestion of suggestionsOf({ sampler, space, trials })) {
    const stored: unknown = suggestion === undefined ? undefined : JSON.parse(JSON.stringify(suggestion));
    expect(stored).toStrictEqual(suggestion);
  }
};

const followsTheSeed: SamplerCheck = (sampler, space, trials) => {
  for (const seed of [1, 2]) {
    const study = { sampler, space, trials, seed };
    expect(suggestionsOf(study)).toStrictEqual(suggestionsOf(study));
  }
};

/** As the sweep asks after it was interrupted, in any order and with other questions in between. */
const keepsNothing: SamplerCheck = (sampler, space, trials) => {
  const asked = run({ sampler, space, trials });
  const again = asked
    .toReversed()
    .map(({ context }) => sampler.suggest(contextOf({ sampler, space, trials }, context)));
  expect(again.toReversed()).toStrictEqual(asked.map(({ suggestion }) => suggestion));
};

const drawsFromItsRngAlone: SamplerCheck = (sampler, space, trials) => {
  const spies = [vi.spyOn(Math, 'random'), vi.spyOn(Date, 'now'), vi.spyOn(performance, 'now')];
  try {
    run({ sampler, space, trials });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
};

const changesNothing: SamplerCheck = (sampler, space, trials) => {
  for (const { context } of run({ sampler, space, trials })) {
    const before = { space, history: context.history, pending: context.pending ?? [] };
    const shown = structuredClone(before);
    sampler.suggest({ ...context, ...shown });
    expect(isDeepStrictEqual(shown, before), `changed by trial ${context.trial}`).toBe(true);
    // And where both are frozen, it does not fail.
    sampler.suggest({ ...context, ...deepFreeze(shown) });
  }
};

const needsNoHistory: SamplerCheck = (sampler, space, trials) => {
  expectInside({ sampler, space, trials, lag: trials });
  // And no word of what is pending.
  expect(sampler.suggest(contextOf({ sampler, space, trials }, { trial: 0, history: [] }))).toBeDefined();
};

/** Half of what random search would draw, in no pattern, but never the first. */
const obeysTheConstraint: SamplerCheck = (sampler, space, trials) => {
  const whole = suggestionsOf({ sampler, space, trials });
  const allows = (params: { readonly [name: string]: Json }): boolean =>
    hashOf(params).charCodeAt(0) % 2 === 0;
  const isPossible = whole.some((suggestion) => suggestion !== undefined && allows(suggestion));
  if (!isPossible) return;
  for (const suggestion of suggestionsOf({ sampler, space, trials, allows }))
    if (suggestion !== undefined) expect(allows(suggestion)).toBe(true);
};

/** Trials of an earlier sweep over a space that was edited since: other names, other bounds, other branches. */
const bearsEarlierSpaces: SamplerCheck = (sampler, space, trials) => {
  const params: Trial['params'][] = [{}, { gone: 1 }, ...Object.keys(space).map((name) => ({ [name]: 1e9 }))];
  const history = params.map((each, i) => endOf({ number: i - params.length, params: each }, i / 7));
  for (let trial = 0; trial < trials; trial++) {
    const suggestion = sampler.suggest(contextOf({ sampler, space, trials }, { trial, history }));
    if (suggestion !== undefined) expect(reasonsOutside(space, suggestion)).toEqual([]);
  }
};

const bearsAnyOutcome: SamplerCheck = (sampler, space, trials) => {
  const outcomes: readonly ((trial: number) => Outcome)[] = [
    () => 'failed',
    () => 0.5,
    (trial) => (trial === 0 ? 1 : 'failed'),
    (trial) => (trial % 2 === 0 ? Number.NaN : trial),
    (trial) => ({ prunedAfter: trial }),
    (trial) => [Infinity, -Infinity, 1e308, -1e308, 5e-324][trial % 5]!,
  ];
  for (const outcome of outcomes) expectInside({ sampler, space, trials, lag: 1, outcome });
};

const servesBothGoals: SamplerCheck = (sampler, space, trials) => {
  for (const goal of ['minimize', 'maximize'] as const)
    expectInside({ sampler, space, trials, goal, lag: 1 });
};

/** By the sentence that each is named by. */
export const samplerChecks: Readonly<Record<string, SamplerCheck>> = Object.freeze({
  'suggests parameters inside the space': staysInside,
  'suggests something at first, and nothing more once it is exhausted': suggestsSomething,
  'suggests plain data that JSON can hold': suggestsPlainData,
  'suggests the same for the same seed': followsTheSeed,
  'keeps nothing between suggestions: in any order they are the same': keepsNothing,
  'draws from the generators it is handed, and looks at no clock': drawsFromItsRngAlone,
  'changes neither space nor history': changesNothing,
  'needs no history, also for a late trial': needsNoHistory,
  'suggests what the constraint allows': obeysTheConstraint,
  'bears trials of earlier spaces': bearsEarlierSpaces,
  'bears failed and pruned trials, equal scores and scores that are no number': bearsAnyOutcome,
  'serves both goals': servesBothGoals,
});
