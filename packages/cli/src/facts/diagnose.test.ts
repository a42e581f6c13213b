import { describe, expect, test } from 'vitest';
import { type Diagnosis, problemsOf, warningsOf } from './diagnose.ts';
import { isAtLeast } from './examine-machine.ts';

type Facts = Omit<Diagnosis, 'ok' | 'problems' | 'warnings'>;

const sound: Facts = {
  machine: {
    node: '26.10.0',
    path: '/usr/bin/node',
    needed: '>=22.18',
    isRecentEnough: true,
    platform: 'linux',
    architecture: 'x64',
    processor: 'a processor',
    cores: 2,
    memoryBytes: 8e9,
    freeMemoryBytes: 4e9,
  },
  kernels: { built: true, tier: 'relaxed', tiers: [], speed: null, problem: null },
  competitions: [
    {
      name: 'titanic',
      from: 'folder',
      directory: '/c/titanic',
      data: 'present',
      dataDirectory: '/c/titanic/data',
      runs: '/c/titanic/runs',
      isWritable: true,
      freeBytes: 1e12,
      problem: null,
    },
  ],
  packages: [{ name: '@foldwise/core', version: '0.1.0' }],
  optional: [{ name: 'danfojs-node', version: null, use: 'data frames' }],
};

const [competition] = sound.competitions;
const other = (changes: Partial<NonNullable<typeof competition>>): Facts => ({
  ...sound,
  competitions: [{ ...competition!, ...changes }],
});

describe('what a machine lacks', () => {
  test('is nothing where all is there; what is optional is no lack', () => {
    expect(problemsOf(sound)).toEqual([]);
    expect(warningsOf(sound)).toEqual([]);
  });

  test.each<[string, Facts]>([
    [
      'Node 20.0.0 is too old: foldwise needs >=22.18, get it from nodejs.org',
      { ...sound, machine: { ...sound.machine, node: '20.0.0', isRecentEnough: false } },
    ],
    [
      'expected the kernels',
      { ...sound, kernels: { ...sound.kernels, built: false, problem: 'expected the kernels' } },
    ],
    [
      '@foldwise/core is not installed: npm install @foldwise/core',
      { ...sound, packages: [{ name: '@foldwise/core', version: null }] },
    ],
    ['competition titanic does not load: it broke', other({ problem: 'it broke' })],
    [
      '/c/titanic/runs cannot be written to: give yourself the right to, or work in a folder of your own',
      other({ isWritable: false }),
    ],
  ])('stops runs: %s', (problem, facts) => {
    expect(problemsOf(facts)).toEqual([problem]);
  });

  test.each<[string, Facts]>([
    ['titanic has no data: put its files into /c/titanic/data, or pass --data', other({ data: 'missing' })],
    [
      'the disk of /c/titanic/runs is nearly full: a study that cannot be saved stops',
      other({ freeBytes: 1e6 }),
    ],
    [
      'no tier of the kernels works here: networks train on the reference executor, ten times as slowly',
      { ...sound, kernels: { ...sound.kernels, tier: 'reference' } },
    ],
  ])('is worth a note: %s', (warning, facts) => {
    expect(problemsOf(facts)).toEqual([]);
    expect(warningsOf(facts)).toEqual([warning]);
  });
});

test.each([
  ['26.10.0', '>=22.18', true],
  ['22.18.0', '>=22.18', true],
  ['22.9.0', '>=22.18', false],
  ['20.20.2', '>=22.18', false],
  ['23.0.0', '>=22.18', true],
])('Node %s against %s: %s', (version, needed, isEnough) => {
  expect(isAtLeast(version, needed)).toBe(isEnough);
});
