import { availableParallelism } from 'node:os';
import { executorFor, FoldwiseError, rng } from '@foldwise/core';
import type { Json } from '@foldwise/core';
import { artifactStore } from '../journal/artifacts.ts';
import { canonicalJson, hashOf, parseCanonicalJson } from '../journal/canonical-json.ts';
import { realFileCalls } from '../journal/file-calls.ts';
import type { FileCalls } from '../journal/file-calls.ts';
import type { Limits } from '../competition/define-sweep.ts';
import { thisProcess } from '../journal/process-identity.ts';
import type { Pruner } from '../search/pruner.ts';
import type { PendingTrial, Trial } from '../search/trial.ts';
import { checkAborted } from './fit-fold.ts';
import type { Compute, Executor } from './fold-task.ts';
import { inlineExecutor } from './inline-executor.ts';
import { asTrial, LogicalOrder } from './logical-order.ts';
import { describeMachine } from './machine.ts';
import type { OpenCompetition, RunOptions, StudyResult } from './options.ts';
import { artifactsDirectory } from './places.ts';
import { poolExecutor } from './pool-executor.ts';
import type { PreparedData } from './prepare-data.ts';
import { rowOf } from './row-of.ts';
import { noteOnBits } from './same-bits.ts';
import { runTrial } from './run-trial.ts';
import type { TrialContext } from './run-trial.ts';
import type { Data, TrialEnded } from './study-event.ts';
import { studyIdentity } from './study-id.ts';
import { openStudy } from './study-journal.ts';
import type { StudyJournal } from './study-journal.ts';
import { TrialWatch } from './trial-watch.ts';
import { trialsToLearnFrom } from './warm-start.ts';

/** A study as `runStudy` needs it: a sweep, or the one trial of a cross-validation. */
export interface StudyPlan {
  readonly kind: 'sweep' | 'cv';
  readonly name: string;
  readonly seed: number;
  /** Part of the study's hash: the sweep or the model, as data. */
  readonly subject: Json;
  readonly trials: number;
  readonly lag: number;
  readonly limits: Limits;
  /** The sweeps and studies whose trials it learns from; `warmStartAnyway`: also where they are of other data or folds. */
  readonly warmStart: readonly string[];
  readonly warmStartAnyway?: boolean;
  /** Whether trials that failed are run again. */
  readonly retryFailed: boolean;
  /** The parameters of a trial, from the results that it may see and the trials since; `undefined` where there are no more. */
  suggest(trial: number, history: readonly Trial[], pending: readonly PendingTrial[]): Data | undefined;
  /** The spec of the features for these parameters; null where none can be made. */
  featuresSpec(params: Data): Json | null;
  /** Looks at the reports of trials, and ends those that are not worth to go on with. */
  readonly pruner?: Pruner;
  /** Seconds after which no trial is begun. */
  readonly timeLimitSeconds?: number;
  /** Why no trial from this one on is to be begun, from the results that it may see; `undefined`: the search goes on. */
  stop?(trial: number, history: readonly Trial[]): string | undefined;
  /** The model's spec for these parameters, to be compared with what a finished trial was made of; null where none can be made. */
  modelSpec(params: Data): Json | null;
}

/** What tests replace. */
export interface StudyInternals {
  readonly files?: FileCalls;
  readonly executor?: Executor;
}

/** As many threads as asked for, and not more than there is work for. */
function workersOf(options: RunOptions, foldsToDo: number): number {
  const workers = options.workers ?? Math.min(8, availableParallelism());
  if (!Number.isInteger(workers) || workers < 0) {
    throw new FoldwiseError(`expected a number of workers of 0 or more, got ${String(workers)}`, {
      code: 'input',
      where: 'workers',
      hint: 'pass --workers 2',
    });
  }
  return Math.min(workers, foldsToDo);
}

/** An executor that is made at the first fold: a study that is finished already starts no thread. */
function lazily(make: () => Executor): Executor {
  let made: Executor | undefined;
  return {
    run: (...args) => (made ??= make()).run(...args),
    close: async () => made?.close(),
  };
}

/** Notes that are told once, whichever thread they come from. */
function oncePerRun(onProgress: RunOptions['onProgress']): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (!told.has(message)) onProgress?.({ type: 'note', message });
    told.add(message);
  };
}

/** Runs what of a study is not finished yet, and gives its rows. */
export async function runStudy(
  open: OpenCompetition,
  data: PreparedData,
  plan: StudyPlan,
  options: RunOptions,
  internals: StudyInternals = {},
): Promise<StudyResult> {
  const { competition, home } = open;
  const portable = options.portable ?? false;
  const { study, identity } = studyIdentity(
    competition,
    data,
    plan.kind,
    plan.name,
    plan.seed,
    plan.subject,
    portable,
  );
  const at = () => new Date().toISOString();
  const { name: metric, goal } = competition.metric;
  const { kind, name, seed } = plan;
  const { foldsHash, dataHash, files } = data;
  const header = {
    type: 'study',
    format: 1,
    study,
    kind,
    name,
    identity,
    metric,
    goal,
    seed,
    foldsHash,
    dataHash,
    files,
    at: at(),
  } as const;
  const workers = workersOf(options, plan.trials * data.folds.length);
  // Before anything is locked: it throws where the kernels are not built.
  const compute: Compute = { tier: executorFor({ portable }).tier, onNote: oncePerRun(options.onProgress) };
  const journal = openStudy(home, header, options.onProgress, internals.files);
  const executor =
    internals.executor ??
    lazily(() =>
      workers === 0
        ? inlineExecutor(competition, data, compute, plan.limits)
        : poolExecutor(open, data, workers, compute, plan.limits),
    );
  try {
    beginWarm(open, plan, journal, options.onProgress);
    if (plan.retryFailed) journal.retryFailed(plan.trials, at());
    checkModels(plan, journal);
    const started = [...journal.ended.keys()].filter((trial) => trial < plan.trials).length;
    options.onProgress?.({ type: 'study', study, trials: plan.trials, complete: started });
    if (started < plan.trials) {
      const note = noteOnBits(study, journal.sessions.at(-1)?.machine.tier, compute.tier);
      if (note !== undefined) compute.onNote(note);
      journal.append({
        type: 'session',
        process: thisProcess(),
        machine: describeMachine(home.directory, { tier: compute.tier, portable }),
        workers,
        at: at(),
      });
    }
    const most = Math.ceil(Math.max(1, workers) / data.folds.length) + 1;
    const stopped = await runTrials(plan, journal, executor, most, {
      competition,
      data,
      artifacts: artifactStore(artifactsDirectory(home), internals.files ?? realFileCalls),
      onProgress: options.onProgress,
      signal: options.signal,
      isOver: timeLimit(plan.timeLimitSeconds),
    });
    return { study, rows: rowsUpTo(plan.trials, journal), ...(stopped !== undefined && { stopped }) };
  } finally {
    await executor.close();
    journal.close(at());
  }
}

/** Whether the time is over that a run was given, and what to say then. */
function timeLimit(seconds: number | undefined): () => string | undefined {
  if (seconds === undefined) return () => undefined;
  const started = performance.now();
  return () =>
    performance.now() - started < seconds * 1000 ? undefined : `the time limit of ${seconds} s is over`;
}

function rowsUpTo(trials: number, journal: StudyJournal): StudyResult['rows'] {
  return [...journal.ended.values()]
    .filter((event) => event.trial < trials)
    .toSorted((a, b) => a.trial - b.trial)
    .map((event) => rowOf(journal.header, event));
}

/** Takes the trials of earlier studies over, once: what they become later changes nothing. */
function beginWarm(
  { home }: OpenCompetition,
  plan: StudyPlan,
  journal: StudyJournal,
  onProgress: RunOptions['onProgress'],
): void {
  if (plan.warmStart.length === 0) return;
  if (journal.earlier.length === 0) {
    const ended = trialsToLearnFrom(home, journal.header, plan.warmStart, plan.warmStartAnyway ?? false);
    journal.takeOver(
      ended.map((event, i) => ({ ...asTrial(event), number: i - ended.length })),
      new Date().toISOString(),
    );
  }
  const count = journal.earlier.length;
  onProgress?.({
    type: 'note',
    message: `learns from ${count} trials of ${plan.warmStart.join(', ')} as well`,
  });
}

/** A finished trial must be what the sweep would make today: a model function may call what its own text does not show. */
function checkModels(plan: StudyPlan, journal: StudyJournal): void {
  for (const event of journal.ended.values()) {
    const { trial, params, model } = event;
    if (model === null) continue;
    const features = 'features' in event ? event.features : undefined;
    const today = plan.modelSpec(params);
    const isSame = today !== null && hashOf(today) === hashOf(model);
    if (isSame && (features === undefined || hashOf(plan.featuresSpec(params)) === hashOf(features)))
      continue;
    throw new FoldwiseError(
      `expected the model and features that trial ${trial} was run with, but the ${plan.kind === 'sweep' ? 'sweep makes' : 'competition has'} others now`,
      {
        code: 'journal',
        where: `${journal.header.study}/${trial}`,
        hint: 'rename the sweep to begin anew, or undo the change',
      },
    );
  }
}

/** Parameters as the journal gives them back, keys in its order, so that a row is the same bytes before and after a restart. */
function asJournaled(params: Data): Data {
  return parseCanonicalJson(canonicalJson(params)) as Data;
}

type RunTrials = Omit<TrialContext, 'executor' | 'signal'> & {
  readonly signal: AbortSignal | undefined;
  readonly isOver: () => string | undefined;
};

/** Who looks at the reports of a trial; `earlier` is what it may see. */
function watchOf(
  { pruner, seed }: StudyPlan,
  { competition, data }: RunTrials,
  trial: number,
  earlier: readonly TrialEnded[],
): TrialWatch {
  const folds = data.folds.length;
  if (pruner === undefined) return new TrialWatch(folds, undefined);
  const { goal } = competition.metric;
  const random = rng(seed).split('pruning').split(`trial ${trial}`);
  return new TrialWatch(folds, { pruner, trial, folds, goal, earlier: [...earlier], rng: random });
}

/**
 * Begins trials in the order of their numbers, each once all trials up to its number − lag are finished. A fault of the machine (a full
 * disk, lost workers) stops the others and is thrown; what they had finished is kept. Gives the reason where it began fewer than planned.
 */
async function runTrials(
  plan: StudyPlan,
  journal: StudyJournal,
  executor: Executor,
  most: number,
  options: RunTrials,
): Promise<string | undefined> {
  const { signal, isOver, ...context } = options;
  const fault = new AbortController();
  const either = signal === undefined ? fault.signal : AbortSignal.any([signal, fault.signal]);
  const active = new Map<number, Promise<void>>();
  const isBlocked = (trial: number) =>
    active.size >= most || [...active.keys()].some((other) => other <= trial - plan.lag);
  const run = async (trial: number, params: Data, watch: TrialWatch): Promise<void> => {
    try {
      journal.append({ type: 'trial-started', trial, params, at: new Date().toISOString() });
      context.onProgress?.({ type: 'trial-started', trial, params });
      const { kind, name, seed } = plan;
      const ended = await runTrial(
        { ...context, executor, signal: either },
        { kind, name, seed, trial, params },
        watch,
      );
      if (ended === undefined) return;
      journal.append(ended);
      context.onProgress?.({
        type: 'trial-finished',
        run: rowOf(journal.header, ended),
        seconds: ended.seconds,
      });
    } catch (error) {
      // The first fault counts: those of the trials that it stops come after it.
      fault.abort(error);
    } finally {
      active.delete(trial);
    }
  };
  const order = new LogicalOrder(journal.ended, plan.lag, journal.earlier);
  let stopped: string | undefined;
  for (let trial = 0; trial < plan.trials && !either.aborted; trial++) {
    const done = journal.ended.get(trial);
    if (done !== undefined) {
      order.suggested(trial, done.params);
      continue;
    }
    while (isBlocked(trial)) await Promise.race(active.values());
    if (either.aborted) break;
    const { history, events, pending } = order.before(trial);
    stopped = isOver() ?? plan.stop?.(trial, history);
    if (stopped !== undefined) {
      context.onProgress?.({ type: 'note', message: `no trial is begun after ${trial} of them: ${stopped}` });
      break;
    }
    const suggestion = journal.retried.get(trial) ?? plan.suggest(trial, history, pending);
    if (suggestion === undefined) break;
    const params = asJournaled(suggestion);
    order.suggested(trial, params);
    active.set(trial, run(trial, params, watchOf(plan, options, trial, events)));
  }
  await Promise.all(active.values());
  if (fault.signal.aborted) throw fault.signal.reason;
  checkAborted(signal);
  return stopped;
}
