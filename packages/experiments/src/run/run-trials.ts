import { rng } from '@foldwise/core';
import { canonicalJson, parseCanonicalJson } from '../journal/canonical-json.ts';
import { checkAborted } from './fit-fold.ts';
import type { Executor } from './fold-task.ts';
import { LogicalOrder } from './logical-order.ts';
import { rowOf } from './row-of.ts';
import { runTrial } from './run-trial.ts';
import type { TrialContext } from './run-trial.ts';
import type { Data, TrialEnded } from './study-event.ts';
import type { StudyJournal } from './study-journal.ts';
import type { StudyPlan } from './study-plan.ts';
import { TrialWatch } from './trial-watch.ts';

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
export async function runTrials(
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
      journal.announce({ type: 'trial-started', trial, params, at: new Date().toISOString() });
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
