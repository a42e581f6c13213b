import { availableParallelism } from 'node:os';
import { executorFor, FoldwiseError } from '@foldwise/core';
import { artifactStore } from '../journal/artifacts.ts';
import { hashOf } from '../journal/canonical-json.ts';
import { realFileCalls } from '../journal/file-calls.ts';
import type { FileCalls } from '../journal/file-calls.ts';
import { thisProcess } from '../journal/process-identity.ts';
import type { Compute, Executor } from './fold-task.ts';
import { inlineExecutor } from './inline-executor.ts';
import { asTrial } from './logical-order.ts';
import { describeMachine } from './machine.ts';
import type { OpenCompetition, RunOptions, StudyResult } from './options.ts';
import { artifactsDirectory } from './places.ts';
import { poolExecutor } from './pool-executor.ts';
import type { PreparedData } from './prepare-data.ts';
import { rowOf } from './row-of.ts';
import { noteOnBits } from './same-bits.ts';
import { runTrials } from './run-trials.ts';
import { studyIdentity } from './study-id.ts';
import { openStudy } from './study-journal.ts';
import type { StudyJournal } from './study-journal.ts';
import type { StudyPlan } from './study-plan.ts';
import { trialsToLearnFrom } from './warm-start.ts';

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
    ...(plan.objectives !== undefined && { objectives: plan.objectives }),
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
