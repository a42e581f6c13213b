import type { Report, RunDetails } from '@foldwise/experiments';
import { expect, test } from 'vitest';
import { runRow } from '@foldwise/experiments/testing';
import { repeatCommands } from './repeat-commands.ts';

const reportOf = (row: ReturnType<typeof runRow>, run: object, search: object | null = null): Report =>
  ({
    competition: 'flowers',
    run: { row, machine: null, blend: null, study: {}, ...run },
    search,
  }) as unknown as Report;

test('a sweep is repeated with its trials, seed, warm start and portable bits', () => {
  const details: Partial<RunDetails> = {
    machine: { portable: true } as RunDetails['machine'],
    study: { subject: { warmStart: ['old', 'older'] } },
  };
  const search = { states: { complete: 18, pruned: 2, failed: 0, running: 0 } };
  expect(repeatCommands(reportOf(runRow(3, [1], { seed: 7 }), details, search))).toEqual([
    'foldwise sweep flowers mlp --trials 20 --warm-start old --warm-start older --seed 7 --portable',
    'foldwise show flowers mlp-0a1b2c3d/3',
    'foldwise submit flowers mlp-0a1b2c3d/3',
  ]);
});

test('a blend is repeated with the runs that it chose among, by the name of its method', () => {
  const subject = {
    members: [{ run: 'a/0' }, { run: 'a/1' }],
    top: 25,
    blenders: [{ kind: 'arithmeticMean' }],
    postProcessors: [{ kind: 'decisionThreshold' }],
  };
  const [first] = repeatCommands(reportOf(runRow(0, [1], { kind: 'blend' }), { study: { subject } }));
  expect(first).toBe('foldwise blend flowers --from a/0 a/1 --method mean');
});
