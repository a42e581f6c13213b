import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCompetition, runSweep } from '@foldwise/experiments';
import type { Bench, Side } from '../harness.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const trials = 50;
const outcomes = new Map<string, Promise<Outcome>>();

/** Sweeps and blends once, whoever asks; a folder that stays, so that what was interrupted goes on. */
function outcome(slug: string, say: (line: string) => void): Promise<Outcome> {
  const known = outcomes.get(slug);
  if (known !== undefined) return known;
  const made = (async () => {
    const directory = join(tmpdir(), 'foldwise-bench-ensembles', slug);
    mkdirSync(directory, { recursive: true });
    const module = new URL(`../../competitions/${slug}/competition.ts`, import.meta.url).href;
    const open = await openCompetition({ slug, module, directory, dataDirectory: directory });
    say(`${slug}: a sweep of ${trials} trials, in ${directory}`);
    await runSweep(open, { trials });
    return outcomeOf(open, (line) => say(`${slug}: ${line}`));
  })();
  outcomes.set(slug, made);
  return made;
}

function side(name: string, slug: string, figure: (outcome: Outcome) => number): Side {
  return {
    name,
    open: async (say) => {
      const found = figure(await outcome(slug, say));
      return { round: () => found };
    },
  };
}

/** How many standard errors an estimate is off. */
function distance({ error }: Outcome, estimate: number, score: number): number {
  return Math.abs(estimate - score) / error;
}

const perCompetition: readonly Bench[] = [
  ['diamonds', 'rmsle'],
  ['penguins', 'log loss'],
].flatMap(([slug, unit]) => [
  {
    name: `${slug}: blend of a ${trials}-trial sweep, on private labels`,
    unit: unit!,
    ours: [side('blend', slug!, ({ blend }) => blend)],
    peers: [side('best single run', slug!, ({ single }) => single)],
  },
  ...(['nested', 'raw'] as const).map((estimate): Bench => ({
    name: `${slug}: ${estimate} estimate, from the private score`,
    unit: 'standard errors',
    ours: [side('mean of the folds', slug!, (one) => distance(one, one[estimate], one.blend))],
    peers: [side('one fold’s networks', slug!, (one) => distance(one, one[estimate], one.oneFold))],
  })),
]);

/** Where errors are squared, what the mean of the folds is better by is known. */
const averaged: Bench = {
  name: 'diamonds: estimate of the mean of the folds, from the private score',
  unit: 'standard errors',
  ours: [
    side('nested, less what averaging gains', 'diamonds', (one) => distance(one, one.averaged!, one.blend)),
  ],
  peers: [side('nested', 'diamonds', (one) => distance(one, one.nested, one.blend))],
};

export default [...perCompetition, averaged];
