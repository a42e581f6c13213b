import { setImmediate } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { FoldwiseError } from '@foldwise/core';
import type { Transformer } from '@foldwise/data';
import { Tinypool } from 'tinypool';
import type { Limits } from '../competition/define-sweep.ts';
import { beginWork, type Work } from './begin-work.ts';
import { foldFeatures, keepFeatures } from './fold-features.ts';
import type { FoldFeatures } from './fold-features.ts';
import type { Compute, Executor, FoldOutcome, FoldSignals, FoldTask, OnEpoch } from './fold-task.ts';
import type { OpenCompetition } from './options.ts';
import { featuresOf } from './model-of.ts';
import type { PreparedData } from './prepare-data.ts';
import { outOfMemory, timedOut } from './over-limit.ts';
import { reasonOf } from './run-fold-task.ts';
import { shareFold } from './share-fold.ts';
import type { WorkerMessage, WorkerReport } from './work-on-fold.ts';

/** How often a fold is tried whose worker was lost (killed for memory, crashed) before the run gives up. */
const tries = 3;

// `.ts` beside this file from source, `.js` once built.
const worker: URL = new URL(`./worker${import.meta.url.slice(-3)}`, import.meta.url);

/** An error of the worker's own making arrives as a copy without its class; its message is one line already. */
function isExpected(error: unknown): error is Error & { readonly code: FoldwiseError['code'] } {
  return error instanceof Error && error.name === 'FoldwiseError';
}

/**
 * Prepares the features of folds in this thread, each fold's once, in the order in which they are asked for, and looks at what else there
 * is to do before each.
 */
function inTurn(features: (task: FoldTask) => FoldFeatures): (task: FoldTask) => Promise<FoldFeatures> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const prepared = last.then(() => setImmediate()).then(() => features(task));
    last = prepared.catch(() => {});
    return prepared;
  };
}

/**
 * Trains folds in a pool of threads, each of which opens the competition once. The features lie once, in memory that the threads share;
 * the files are read by nobody else.
 */
export function poolExecutor(
  open: OpenCompetition,
  data: PreparedData,
  workers: number,
  compute: Compute,
  limits: Limits = {},
): Executor {
  const { memory } = limits;
  const pool = new Tinypool({
    filename: worker.href,
    runtime: 'worker_threads',
    minThreads: workers,
    maxThreads: workers,
    isolateWorkers: false,
    ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
    idleTimeout: 60_000,
  });
  const { home, competition } = open;
  const make = (transformer: Transformer, fold: number): FoldFeatures =>
    shareFold(foldFeatures(transformer, data, fold));
  const kept = keepFeatures(make, workers);
  const prepare = inTurn(({ kind, name, params, fold }: FoldTask) =>
    kept(featuresOf(competition, kind, name, params), fold),
  );
  return {
    async run(task, onEpoch, signals = {}) {
      let features: FoldFeatures;
      try {
        features = await prepare(task);
      } catch (error) {
        return { ok: false, reason: reasonOf(error), aborted: signals.signal?.aborted ?? false };
      }
      const place = { ...signals, pool, onNote: compute.onNote, onEpoch, limits };
      return runInPool(place, { home, task, features, tier: compute.tier, memory });
    },
    close: () => pool.destroy(),
  };
}

/** Where one fold is trained, and whom it tells. */
interface Place extends FoldSignals {
  readonly pool: Tinypool;
  readonly onEpoch: OnEpoch;
  readonly onNote: (message: string) => void;
  readonly limits: Limits;
}

/** Whether the thread was ended by its own limit of memory. */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

type Sent = Omit<WorkerMessage, 'port'>;

async function runInPool(place: Place, sent: Sent): Promise<FoldOutcome> {
  for (let attempt = 1; ; attempt++) {
    if (place.stop?.aborted) return { ok: false, reason: 'stopped', aborted: true };
    try {
      return await runOnce(place, sent);
    } catch (error) {
      if (place.signal?.aborted) return { ok: false, reason: 'stopped', aborted: true };
      const { memory } = place.limits;
      // The trial's own fault, which it would have again.
      if (memory !== undefined && isOutOfMemory(error))
        return { ok: false, reason: outOfMemory(memory).message, aborted: false };
      if (isExpected(error)) throw new FoldwiseError(error.message, { code: error.code, cause: error });
      if (attempt < tries) continue;
      const { trial, fold } = sent.task;
      throw new FoldwiseError(
        `lost the worker ${tries} times at trial ${trial}, fold ${fold + 1}: ${reasonOf(error)}`,
        {
          code: 'training',
          hint: 'use fewer --workers, or less memory a trial',
          cause: error,
        },
      );
    }
  }
}

function startTimer(timeout: number | undefined, late: AbortController): NodeJS.Timeout | undefined {
  if (timeout === undefined) return undefined;
  return setTimeout(() => late.abort(), timeout * 1000);
}

async function runOnce(
  { pool, onEpoch, onNote, signal, stop, limits: { timeout, memory } }: Place,
  sent: Sent,
): Promise<FoldOutcome> {
  const { port1, port2 } = new MessageChannel();
  const askToStop = () => port1.postMessage('stop');
  stop?.addEventListener('abort', askToStop);
  // What the thread tells comes by another way than its result, and later at times.
  const heardAll = Promise.withResolvers<void>();
  // A thread that ends in the middle (killed for memory, `process.exit`) closes its port without a last word; the pool does not notice.
  const lost = new AbortController();
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let wait: NodeJS.Timeout | undefined;
  let isDone = false;
  let work: (() => Work) | undefined;
  const ended = (outcome: FoldOutcome): FoldOutcome => ({
    ...outcome,
    ...(work !== undefined && { work: work() }),
  });
  port1.on('message', (message: WorkerReport) => {
    if (message === 'done') {
      isDone = true;
      heardAll.resolve();
    } else if ('begun' in message) {
      work = beginWork(message.begun);
      timer = startTimer(timeout, late);
    } else if ('note' in message) onNote(message.note);
    else onEpoch(message.epoch, message.value, message.unit);
  });
  port1.on('close', () => {
    // Of a thread that was over its limit of memory the pool hears so itself, a bit later.
    if (!isDone) wait = setTimeout(() => lost.abort(), memory === undefined ? 0 : 10_000);
    heardAll.resolve();
  });
  const message: WorkerMessage = { ...sent, port: port2 };
  try {
    const outcome = (await pool.run(message, {
      // tinypool's own type is taken from the browser's MessagePort where both are known.
      transferList: [port2] as never,
      signal: AbortSignal.any([lost.signal, late.signal, ...(signal === undefined ? [] : [signal])]),
    })) as FoldOutcome;
    await heardAll.promise;
    return ended(outcome);
  } catch (error) {
    if (timeout !== undefined && late.signal.aborted)
      return ended({ ok: false, reason: timedOut(timeout).message, aborted: false });
    throw lost.signal.aborted ? new Error('its thread ended') : error;
  } finally {
    isDone = true;
    clearTimeout(timer);
    clearTimeout(wait);
    stop?.removeEventListener('abort', askToStop);
    port1.close();
  }
}
