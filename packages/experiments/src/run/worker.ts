import type { MessagePort } from 'node:worker_threads';
import { executorFor, FoldwiseError } from '@foldwise/core';
import type { Executor, Tier } from '@foldwise/core';
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
  /** What the run computes with, so that all threads give the same bits. */
  readonly tier: Tier;
  /** Where it reports to. */
  readonly port: MessagePort;
}

/** How the training goes, what the user should know, and a last word. */
export type WorkerReport =
  | { readonly epoch: number; readonly value: number }
  | { readonly note: string }
  | 'done';

interface Opened {
  readonly open: OpenCompetition;
  readonly data: PreparedData;
  readonly features: (fold: number) => FoldFeatures;
}

/** One competition a worker: a pool serves one study. */
let opened: Promise<Opened> | undefined;

let computing: Executor | undefined;
/** Whom the fold in hand tells: a thread trains one after the other. */
let report: (told: WorkerReport) => void = () => {};

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
  report = (told) => message.port.postMessage(told);
  try {
    computing ??= executorFor({ tier: message.tier, note: (note) => report({ note }) });
    opened ??= openOnce(message);
    const { open, data, features } = await opened;
    return await runFoldTask(open.competition, data, features, message.task, computing, (epoch, value) =>
      report({ epoch, value }),
    );
  } finally {
    report('done');
    message.port.close();
  }
}
