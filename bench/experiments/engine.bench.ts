/** What the engine of sweeps costs beside the training: recording, reading back, suggesting, and keeping two threads busy. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  float,
  int,
  listRuns,
  openCompetition,
  openJournal,
  runSweep,
  showRun,
  tpeSampler,
} from '@foldwise/experiments';
import type { Journal, Params, Trial } from '@foldwise/experiments';
import { rng } from '@foldwise/core';
import { realFileCalls } from '../../packages/experiments/src/journal/file-calls.ts';
import type { StudyEvent } from '../../packages/experiments/src/run/study-event.ts';
import { studyEvent } from '../../packages/experiments/src/run/study-event-schema.ts';
import { nodeSide } from '../node.ts';
import { pythonPeer } from '../python.ts';
import { cpuSeconds, type Bench, type Side } from '../harness.ts';
import { headerEvent, trialEvents } from './engine/events.ts';
import { busyCompetition } from './engine/busy-competition.ts';

/** A side with a folder of its own. */
function inFolder(
  name: string,
  open: (folder: string) => { round(): number | Promise<number>; close?(): void },
): Side {
  return {
    name,
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'foldwise-bench-'));
      const side = open(folder);
      return {
        round: () => side.round(),
        close: () => {
          side.close?.();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}

const manyTrials = 100_000;

function openingMany(folder: string) {
  const files = { ...realFileCalls, fsync: () => {} };
  const journal = openJournal(join(folder, 'runs', 'many-00000000', 'journal.jsonl'), studyEvent, files);
  journal.append(headerEvent);
  for (let from = 0; from < manyTrials; from += 1000)
    journal.append(...Array.from({ length: 1000 }, (_, i) => trialEvents(from + i)).flat());
  journal.close();
  const home = { slug: 'many', module: '', directory: folder, dataDirectory: folder };
  return {
    async round() {
      const began = performance.now();
      const rows = await listRuns(home);
      if (rows.length !== manyTrials) throw new Error(`expected ${manyTrials} rows, got ${rows.length}`);
      return (performance.now() - began) / 1000;
    },
  };
}

const recorded = 100;

/** As a sweep does it. */
function record(journal: Journal<StudyEvent>, trial: number): void {
  const [started, ended] = trialEvents(trial);
  journal.announce(started);
  journal.append(ended);
}

function recording(folder: string, isSynced: boolean) {
  const files = isSynced ? realFileCalls : { ...realFileCalls, fsync: () => {} };
  const journal = openJournal(join(folder, 'journal.jsonl'), studyEvent, files);
  let trial = 0;
  return {
    round() {
      const began = performance.now();
      for (let i = 0; i < recorded; i++) record(journal, trial++);
      return (performance.now() - began) / recorded;
    },
    close: () => journal.close(),
  };
}

const space = { units: int(16, 512), rate: float(1e-4, 1e-1, { scale: 'log' }), dropout: float(0, 0.5) };

const grownBy = 1000;

/** The mean cost of each of the last thousand trials of a study that grows to so many, from nothing where it has no more. */
function growing(trials: number): Side {
  const sampler = tpeSampler();
  const before = trials - grownBy;
  return inFolder('foldwise', (folder) => {
    let [round, next] = [0, 0];
    const journal = openJournal(join(folder, 'journal.jsonl'), studyEvent);
    const random = rng(1);
    const scoreOf = ({ units, rate, dropout }: Params<typeof space>): number =>
      (units / 512 - 0.3) ** 2 + (Math.log10(rate) + 2.5) ** 2 + (dropout - 0.1) ** 2;
    const trialOf = (number: number, params: Params<typeof space>): Trial => {
      const score = scoreOf(params);
      return { number, params, state: 'complete', score, foldScores: [score] };
    };
    const known = Array.from({ length: before }, (_, number) =>
      trialOf(number, {
        units: 16 + random.below(497),
        rate: 10 ** (-4 + 3 * random.uniform()),
        dropout: random.uniform() / 2,
      }),
    );
    return {
      round: () => {
        const history = [...known];
        const sweepRng = rng(2);
        const seeds = rng(3).split(`round ${round++}`);
        return (
          (1000 / grownBy) *
          cpuSeconds(() => {
            for (let trial = before; trial < trials; trial++) {
              const asked = { space, history, goal: 'minimize', sweepRng, trial } as const;
              const params = sampler.suggest({ ...asked, rng: seeds.split(`trial ${trial}`) });
              if (params === undefined) throw new Error('expected parameters');
              record(journal, next++);
              history.push(trialOf(trial, params));
            }
          })
        );
      },
      close: () => journal.close(),
    };
  });
}

/** Optuna's TPE and its storage. Where growing would take minutes, the last few trials tell what each costs. */
function optunaGrowing(trials: number, storage: 'memory' | 'sqlite'): Side {
  const last = trials === grownBy && storage === 'memory' ? trials : 20;
  return pythonPeer(`optuna, ${storage}`, {
    script: new URL('engine/optuna_growing.py', import.meta.url),
    needs: ['optuna'],
    arguments: [String(trials), String(last), storage],
    slow: storage === 'sqlite',
  });
}

const busyTrials = 12;

function sweeping(name: string, workers: number): Side {
  return inFolder(name, (folder) => {
    const home = busyCompetition(folder);
    let seed = workers * 1000;
    return {
      async round() {
        const open = await openCompetition(home);
        const began = performance.now();
        await runSweep(open, { workers, seed: seed++, trials: busyTrials });
        return busyTrials / ((performance.now() - began) / 1000);
      },
    };
  });
}

/**
 * How long the workers have nothing to do in a sweep, start and end included: trials sleep, so that it depends little on what else the
 * machine does.
 */
function idling(name: string, workers: number): Side {
  return inFolder(name, (folder) => {
    const home = busyCompetition(folder, 'sleeping');
    let seed = 0;
    return {
      async round() {
        const open = await openCompetition(home);
        const began = performance.now();
        const { rows } = await runSweep(open, { workers, seed: seed++, trials: busyTrials });
        const seconds = (performance.now() - began) / 1000;
        const details = await Promise.all(rows.map(({ id }) => showRun(home, id)));
        const folds = details.flatMap((each) => each.folds);
        return workers * seconds - folds.reduce((sum, fold) => sum + fold.seconds, 0);
      },
    };
  });
}

/** What two processes with half of the trials each, which know nothing of each other, do in the same time: more than that the machine cannot. */
function twoProcesses(name: string): Side {
  const half = (firstSeed: number): Side =>
    nodeSide(name, {
      script: new URL('engine/sweep-alone.ts', import.meta.url),
      arguments: [String(busyTrials / 2), String(firstSeed)],
    });
  return {
    name,
    open: async (say) => {
      const opened = await Promise.all([half(1).open(say), half(1001).open(say)]);
      const sides = opened.flatMap((side) => ('missing' in side ? [] : [side]));
      return {
        // Each does half, and the slower one ends last.
        round: async () => 2 * Math.min(...(await Promise.all(sides.map(async (side) => side.round())))),
        close: async () => {
          for (const side of sides) await side.close?.();
        },
      };
    },
  };
}

const benches: readonly Bench[] = [
  {
    name: `opening a study of ${manyTrials} trials`,
    unit: 's',
    ours: [inFolder('foldwise', openingMany)],
    peers: [],
  },
  {
    name: 'recording a trial',
    unit: 'ms',
    ours: [inFolder('foldwise', (folder) => recording(folder, true))],
    peers: [inFolder('without waiting for the disk', (folder) => recording(folder, false))],
  },
  ...[1000, 10_000].map((trials): Bench => ({
    name: `a trial more of a study that grows to ${trials}, suggested by TPE and recorded`,
    unit: 'CPU ms',
    ours: [growing(trials)],
    // Its database takes minutes for more.
    peers: [
      optunaGrowing(trials, 'memory'),
      ...(trials === grownBy ? [optunaGrowing(trials, 'sqlite')] : []),
    ],
  })),
  {
    name: 'trials of a second, two workers',
    unit: 'trials/s',
    ours: [sweeping('foldwise', 2)],
    peers: [sweeping('one worker', 1), twoProcesses('two processes of one worker')],
  },
  {
    name: `how long two workers are idle in ${busyTrials} trials of a second, together`,
    unit: 's',
    ours: [idling('foldwise', 2)],
    peers: [idling('one worker', 1)],
  },
];

export default benches;
