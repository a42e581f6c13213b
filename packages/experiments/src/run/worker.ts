import type { MessagePort } from 'node:worker_threads';
import { FoldwiseError } from '@foldwise/core';
import { keepFeatures } from './fold-features.ts';
import type { FoldFeatures } from './fold-features.ts';
import type { FoldOutcome, FoldTask } from './fold-task.ts';
import type { CompetitionHome } from './home.ts';
import { openCompetition } from './open-competition.ts';
import type { OpenCompetition } from './options.ts';
import { prepareData } from './prepare-data.ts';
import type { PreparedData } from './prepare-data.ts';
import { runFoldTask } from './run-fold-task.ts';

/** What a worker is sent. */
export interface WorkerMessage {
  readonly home: CompetitionHome;
  readonly dataHash: string;
  readonly foldsHash: string;
  readonly task: FoldTask;
  /** Where it reports to. */
  readonly port: MessagePort;
}

/** `[epoch, value]`, and a last word. */
export type WorkerReport = readonly [epoch: number, value: number] | 'done';

interface Opened {
  readonly open: OpenCompetition;
  readonly data: PreparedData;
  readonly features: (fold: number) => FoldFeatures;
}

/** One competition a worker: a pool serves one study. */
let opened: Promise<Opened> | undefined;

async function openOnce(message: WorkerMessage): Promise<Opened> {
  const open = await openCompetition(message.home);
  const data = await prepareData(open);
  if (data.dataHash !== message.dataHash || data.foldsHash !== message.foldsHash) {
    throw new FoldwiseError(
      'expected the data files that the sweep began with, but they have changed since',
      {
        code: 'data',
        where: message.home.dataDirectory,
        hint: 'run the same command again: it begins a study of the new data',
      },
    );
  }
  return { open, data, features: keepFeatures(open.competition.features, data) };
}

/** Trains one fold in a worker thread; opens the competition at the first. */
export default async function work(message: WorkerMessage): Promise<FoldOutcome> {
  const report = (told: WorkerReport): void => message.port.postMessage(told);
  try {
    opened ??= openOnce(message);
    const { open, data, features } = await opened;
    return await runFoldTask(open.competition, data, features, message.task, (...told) => report(told));
  } finally {
    report('done');
    message.port.close();
  }
}
