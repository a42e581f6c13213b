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
  tpeSampler,
} from '@foldwise/experiments';
import type { Trial } from '@foldwise/experiments';
import { rng } from '@foldwise/core';
import { realFileCalls } from '../../packages/experiments/src/journal/file-calls.ts';
import { studyEvent } from '../../packages/experiments/src/run/study-event.ts';
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

function recording(folder: string, isSynced: boolean) {
  const files = isSynced ? realFileCalls : { ...realFileCalls, fsync: () => {} };
  const journal = openJournal(join(folder, 'journal.jsonl'), studyEvent, files);
  let trial = 0;
  return {
    round() {
      const began = performance.now();
      for (let i = 0; i < recorded; i++) for (const event of trialEvents(trial++)) journal.append(event);
      return (performance.now() - began) / recorded;
    },
    close: () => journal.close(),
  };
}

const space = { units: int(16, 512), rate: float(1e-4, 1e-1, { scale: 'log' }), dropout: float(0, 0.5) };

function suggesting(trials: number): Side {
  const sampler = tpeSampler();
  return {
    name: 'foldwise',
    open: async () => {
      const random = rng(1);
      const history: readonly Trial[] = Array.from({ length: trials }, (_, number) => {
        const params = {
          units: 16 + random.below(497),
          rate: 1e-4 + random.uniform() * 0.09,
          dropout: random.uniform() / 2,
        };
        const score = random.uniform();
        return { number, params, state: 'complete', score, foldScores: [score] };
      });
      const context = { space, history, goal: 'minimize', sweepRng: rng(2) } as const;
      let asked = 0;
      return {
        round: () =>
          50 *
          cpuSeconds(() => {
            for (let i = 0; i < 20; i++)
              sampler.suggest({ ...context, trial: trials, rng: rng(3).split(`trial ${asked++}`) });
          }),
      };
    },
  };
}

const busyTrials = 8;

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
    name: `suggesting by TPE after ${trials} trials`,
    unit: 'CPU ms',
    ours: [suggesting(trials)],
    peers: [],
  })),
  {
    name: 'trials of a second, two workers',
    unit: 'trials/s',
    ours: [sweeping('foldwise', 2)],
    peers: [sweeping('one worker', 1)],
  },
];

export default benches;
