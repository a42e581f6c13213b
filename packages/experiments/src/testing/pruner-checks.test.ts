import { describe, expect, it } from 'vitest';
import type { PruneContext, Pruner } from '../search/pruner.ts';
import { medianPruner } from '../search/pruners/median.ts';
import { prunerChecks } from './pruner-checks.ts';

/** A pruner that does as told, however wrong. */
function prunerOf(prune: (context: PruneContext) => unknown): Pruner {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the decisions really are is up to the checks
  return { spec: { kind: 'mine' }, prune: prune as Pruner['prune'] };
}

const sound = medianPruner();
let calls = 0;

const wrong: readonly (readonly [string, string, (context: PruneContext) => unknown])[] = [
  ['says true', 'gives a reason', (c) => (c.history.length > 5 ? true : undefined)],
  ['has no words', 'gives a reason', (c) => (c.history.length > 5 ? '' : undefined)],
  [
    'counts its calls',
    'keeps nothing',
    (c) => (c.history.length > 5 && calls++ % 7 === 1 ? 'now' : undefined),
  ],
  [
    'takes the engine’s random numbers',
    'draws from the generator',
    (c) => (c.history.length > 5 && Math.random() < 0.1 ? 'bad luck' : undefined),
  ],
  ['looks at the clock', 'draws from the generator', () => (Date.now() < 0 ? 'too early' : undefined)],
  ['sorts in place', 'changes neither', (c) => void Array.prototype.reverse.call(c.history)],
  [
    'prunes the first',
    'never prunes where there is nothing',
    (c) => (c.reports.length > 3 ? 'long' : undefined),
  ],
  ['prunes all', 'never prunes a trial that is better', (c) => (c.history.length > 5 ? 'enough' : undefined)],
  [
    'knows one goal',
    'decides the same for either goal',
    (c) => (c.history.length > 0 && c.reports.at(-1)! > 1 ? 'high' : undefined),
  ],
  [
    'fails on short curves',
    'bears reports that are missing',
    (c) => (c.history.every(({ reports }) => reports[0]!.toFixed(1) === '') ? 'same' : undefined),
  ],
];

function failureOf(f: () => void): unknown {
  try {
    return f();
  } catch (error) {
    return error;
  }
}

describe('prunerChecks', () => {
  it.each(wrong)('find out a pruner that %s: %s', (_, sentence, prune) => {
    const [, check] = Object.entries(prunerChecks).find(([name]) => name.startsWith(sentence))!;
    expect(failureOf(() => check(prunerOf(prune)))).toBeInstanceOf(Error);
  });

  it.each(Object.entries(prunerChecks))('let a sound pruner pass: %s', (_, check) => {
    expect(() => check(sound)).not.toThrow();
  });
});
