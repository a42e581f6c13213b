import type { Json } from '@foldwise/core';
import { describe, expect, it } from 'vitest';
import { choice } from '../search/choice.ts';
import { drawAllowed } from '../search/draw-allowed.ts';
import { drawParams } from '../search/draw.ts';
import { float } from '../search/float.ts';
import type { Sampler, SuggestContext } from '../search/sampler.ts';
import { samplerChecks } from './sampler-checks.ts';

const space = { rate: float(0, 1), option: choice('a', 'b') };
type Suggested = { readonly [name: string]: Json } | undefined;

/** A sampler that does as told, however wrong. */
function samplerOf(suggest: (context: SuggestContext) => unknown): Sampler {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the suggestions really are is up to the checks
  return { spec: { kind: 'mine' }, suggest: suggest as Sampler['suggest'] };
}

function random(context: SuggestContext): Suggested {
  return drawAllowed(context);
}

let calls = 0;
const wrong: readonly (readonly [string, string, (context: SuggestContext) => unknown])[] = [
  ['is above a bound', 'suggests parameters inside', (c) => ({ ...random(c), rate: 1.5 })],
  ['leaves one out', 'suggests parameters inside', () => ({ rate: 1 })],
  ['adds one', 'suggests parameters inside', (c) => ({ ...random(c), other: 1 })],
  ['never suggests', 'suggests something at first', () => undefined],
  ['pauses', 'suggests something at first', (c) => (c.trial === 4 ? undefined : random(c))],
  ['gives what JSON loses', 'suggests plain data', (c) => ({ ...random(c), rate: Number.NaN })],
  [
    'counts its calls',
    'suggests the same for the same seed',
    (c) => ({ ...random(c), rate: (calls++ % 97) / 97 }),
  ],
  ['counts its calls', 'keeps nothing between', (c) => ({ ...random(c), rate: (calls++ % 97) / 97 })],
  [
    'takes the engine’s random numbers',
    'draws from the generators',
    (c) => ({ ...random(c), rate: Math.random() }),
  ],
  ['looks at the clock', 'draws from the generators', (c) => ({ ...random(c), rate: (Date.now() % 7) / 7 })],
  [
    'sorts the history in place',
    'changes neither',
    (c) => {
      Array.prototype.reverse.call(c.history);
      return random(c);
    },
  ],
  [
    'writes to the space',
    'changes neither',
    (c) => {
      Object.assign(c.space, { seen: true });
      return random(c);
    },
  ],
  ['needs a history', 'needs no history', (c) => (c.history.length === 0 ? undefined : random(c))],
  [
    'takes scores for numbers',
    'bears failed and pruned',
    (c) => ({
      ...random(c),
      rate: c.history.some((trial) => 'score' in trial && Number.isNaN(trial.score)) ? Number.NaN : 0.5,
    }),
  ],
  [
    'fails on failed trials',
    'bears failed and pruned',
    (c) => (c.history.every((trial) => trial.state === 'failed') && c.trial > 5 ? {} : random(c)),
  ],
  ['ignores the constraint', 'suggests what the constraint allows', (c) => drawParams(c.space, c.rng)],
  [
    'repeats an earlier trial',
    'bears trials of earlier spaces',
    (c) => c.history.find((trial) => trial.number < 0)?.params ?? random(c),
  ],
  ['knows one goal', 'serves both goals', (c) => (c.goal === 'maximize' ? {} : random(c))],
];

function failureOf(f: () => void): unknown {
  try {
    return f();
  } catch (error) {
    return error;
  }
}

describe('samplerChecks', () => {
  it.each(wrong)('find out a sampler that %s: %s', (_, sentence, suggest) => {
    const [, check] = Object.entries(samplerChecks).find(([name]) => name.startsWith(sentence))!;
    expect(failureOf(() => check(samplerOf(suggest), space, 12))).toBeInstanceOf(Error);
  });

  it.each(Object.entries(samplerChecks))('let a sound sampler pass: %s', (_, check) => {
    expect(() => check(samplerOf(random), space, 12)).not.toThrow();
  });
});
