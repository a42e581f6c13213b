import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { executorFor, kernelBytes } from '@foldwise/core';
import type { Executor, Tier } from '@foldwise/core';
import { workerId } from 'tinypool';
import type { ReportUnit } from '../model/model.ts';
import type { FoldFeatures } from './fold-features.ts';
import type { FoldOutcome, FoldTask } from './fold-task.ts';
import type { CompetitionHome } from './home.ts';
import { openCompetition } from './open-competition.ts';
import type { OpenCompetition } from './options.ts';
import { outOfMemory } from './over-limit.ts';
import { runFoldTask } from './run-fold-task.ts';

/** What a worker is sent. */
export interface WorkerMessage {
  readonly home: CompetitionHome;
  readonly task: FoldTask;
  /** Of the task's fold, in shared memory. */
  readonly features: FoldFeatures;
  /** What the run computes with, so that all threads give the same bits. */
  readonly tier: Tier;
  /** MiB that it may take, where there is a limit. */
  readonly memory?: number | undefined;
  /** Where it reports to; anything that comes from there means that the fold is no longer wanted. */
  readonly port: MessagePort;
}

/** How the training goes, what the user should know, and a last word. */
export type WorkerReport =
  | { readonly epoch: number; readonly value: number; readonly unit: ReportUnit }
  | { readonly note: string }
  /** The competition is open; from here on the time counts. The thread's number in its pool, from 1. */
  | { readonly begun: number }
  | 'done';

/** One competition a worker: a pool serves one study. */
let opened: Promise<OpenCompetition> | undefined;

let computing: Executor | undefined;
/** Whom the fold in hand tells: a thread trains one after the other. */
let report: (told: WorkerReport) => void = () => {};

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  // The first frees arrays bit by bit; the second begins once it is through.
  collect();
}

/** Arrays and the memory of compiled kernels lie outside the heap, which the thread's own limit is for. */
function checkMemory(limit: number | undefined): void {
  if (limit === undefined) return;
  const isOver = (kernels: number) => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external + kernels > limit * 2 ** 20;
  };
  if (!isOver(kernelBytes())) return;
  // Some of it may be what an earlier trial left.
  collectGarbage();
  if (isOver(kernelBytes({ collected: true }))) throw outOfMemory(limit);
}

/** Trains one fold in a worker thread; opens the competition at the first. */
export async function workOnFold(message: WorkerMessage): Promise<FoldOutcome> {
  const { port } = message;
  report = (told) => port.postMessage(told);
  const stop = new AbortController();
  // A turn of the event loop hears of it; a model that takes none hears of it when it reports.
  const listen = () => {
    if (receiveMessageOnPort(port) !== undefined) stop.abort();
  };
  port.on('message', () => stop.abort());
  try {
    listen();
    computing ??= executorFor({ tier: message.tier, note: (note) => report({ note }) });
    opened ??= openCompetition(message.home);
    const { competition } = await opened;
    report({ begun: workerId });
    return await runFoldTask(
      competition,
      () => message.features,
      message.task,
      computing,
      (epoch, value, unit) => {
        report({ epoch, value, unit });
        listen();
        checkMemory(message.memory);
      },
      stop.signal,
    );
  } finally {
    report('done');
    port.close();
  }
}
