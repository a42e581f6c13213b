import { rng } from '@foldwise/core';
import type { Goal, Json } from '@foldwise/core';
import { checkSeed } from '../competition/define-competition.ts';
import { checkTimeout } from '../competition/define-sweep.ts';
import type { Sweep } from '../competition/define-sweep.ts';
import { checkStop } from '../competition/objectives-of.ts';
import { checkLeaks } from './leaks.ts';
import { modelNamed, sweepNamed } from './model-of.ts';
import type { OpenCompetition, RunModelOptions, RunSweepOptions, StudyResult } from './options.ts';
import { prepareData } from './prepare-data.ts';
import { runStudy } from './run-study.ts';
import type { StudyInternals } from './run-study.ts';
import type { StudyPlan } from './study-plan.ts';
import type { Data } from './study-event.ts';
import type { StoppingRule } from '../search/stopping-rule.ts';
import { checkTimeLimit } from './check-time-limit.ts';
import { checkTrials } from './check-trials.ts';

/** The spec of the sweep's model for these parameters, or null where it throws. */
function modelSpec(sweep: Sweep, params: Data): Json | null {
  try {
    return sweep.model(params).spec;
  } catch {
    return null;
  }
}

/** The spec of the sweep's features for these parameters, or null where it has none of its own or throws. */
function featuresSpec(sweep: Sweep, params: Data): Json | null {
  try {
    return sweep.features?.(params).spec ?? null;
  } catch {
    return null;
  }
}

/** The goals of a sweep that has several, as samplers and rules are told of them. */
function goalsOf(objectives: Sweep['objectives'], goal: Goal): { readonly goals?: readonly Goal[] } {
  return objectives.length === 0 ? {} : { goals: [goal, ...objectives.map((objective) => objective.goal)] };
}

/** Suggestions of a sweep: those that the user wants first, then the sampler's, a pure function of seed, trial and what it may see. */
function suggester(
  { enqueue, sampler, space, constraint, objectives }: Sweep,
  goal: Goal,
  seed: number,
): StudyPlan['suggest'] {
  return (trial, history, pending) =>
    enqueue[trial] ??
    sampler.suggest({
      space,
      trial,
      history,
      pending,
      goal,
      ...goalsOf(objectives, goal),
      ...(constraint !== undefined && { allows: constraint }),
      rng: rng(seed).split(`suggestion ${trial}`),
      sweepRng: rng(seed).split('sampler'),
    });
}

/** Asks the rule that ends the search, which sees what a suggestion sees. */
function stopper(
  rule: StoppingRule,
  { space, constraint, objectives }: Sweep,
  goal: Goal,
  seed: number,
): NonNullable<StudyPlan['stop']> {
  return (trial, history) =>
    rule.stop({
      space,
      trial,
      history,
      goal,
      ...goalsOf(objectives, goal),
      ...(constraint !== undefined && { allows: constraint }),
      rng: rng(seed).split(`stop ${trial}`),
    });
}

/**
 * Runs a sweep of the competition and gives its trials by number; goes on where an earlier call was interrupted, even by `kill -9`.
 *
 * The rows, predictions and weights are the same bytes for the same competition, data and seed, whatever the number of workers and of
 * interruptions. A trial that fails has a row with its reason and does not stop the others; look at `state`.
 *
 * Leaks that an audit finds in data and folds are told of as notes; the score would promise what the test set does not keep.
 *
 * @throws FoldwiseError for what is wrong with the data (see `prepareData`), where another process works on the study, where the disk is
 * full, with `strict` for a leak, and (`aborted`) where the signal stopped it: what was finished is kept.
 *
 * @example
 * const { rows } = await runSweep(await openCompetition(home), { sweep: 'mlp', trials: 20, workers: 2 });
 */
export async function runSweep(
  open: OpenCompetition,
  options: RunSweepOptions = {},
  internals: StudyInternals = {},
): Promise<StudyResult> {
  const { competition } = open;
  const sweep = sweepNamed(competition, options.sweep);
  const seed = options.seed ?? 0;
  checkSeed('seed', seed, 'sweep');
  const trials = options.trials ?? sweep.trials;
  checkTrials(trials);
  checkTimeLimit(options.timeLimitSeconds);
  const rule = options.stop ?? sweep.stop;
  checkStop(rule, sweep.objectives.length, `sweep "${sweep.name}"`);
  const suggest = suggester(sweep, competition.metric.goal, seed);
  checkTimeout(options.timeout, 'sweep');
  const limits = { ...sweep.limits, ...(options.timeout !== undefined && { timeout: options.timeout }) };
  const retryFailed = options.retryFailed ?? false;
  const warmStart = options.warmStart ?? sweep.warmStart;
  // How many trials there are, by number or by rule, and what they may take changes none of them.
  const {
    trials: _trials,
    stop: _stop,
    timeout: _timeout,
    memory: _memory,
    warmStart: _warmStart,
    ...spec
  } = sweep.spec;
  const first = suggest(0, [], []);
  // Beside its text, a sweep's model function is known by a model it makes: what it calls is not in its text.
  const subject = {
    ...spec,
    firstModel: first === undefined ? null : modelSpec(sweep, first),
    ...(warmStart.length > 0 && { warmStart }),
    ...(sweep.features !== undefined && {
      firstFeatures: first === undefined ? null : featuresSpec(sweep, first),
    }),
  };
  const data = await prepareData(open, options.onProgress);
  checkLeaks(open, data, options);
  const how = sweep.sampler.explain?.(sweep.space, 1 + sweep.objectives.length);
  if (how !== undefined) options.onProgress?.({ type: 'note', message: how });
  const plan = {
    kind: 'sweep',
    name: sweep.name,
    seed,
    subject,
    trials,
    lag: sweep.lag,
    suggest,
    limits,
    retryFailed,
    warmStart,
    warmStartAnyway: options.warmStartAnyway ?? false,
  } as const;
  return runStudy(
    open,
    data,
    {
      ...plan,
      ...(sweep.objectives.length > 0 && {
        objectives: sweep.objectives.map(({ name, goal }) => ({ name, goal })),
      }),
      ...(sweep.pruner !== undefined && { pruner: sweep.pruner }),
      ...(rule !== undefined && { stop: stopper(rule, sweep, competition.metric.goal, seed) }),
      ...(options.timeLimitSeconds !== undefined && { timeLimitSeconds: options.timeLimitSeconds }),
      modelSpec: (params) => modelSpec(sweep, params),
      featuresSpec: (params) => featuresSpec(sweep, params),
    },
    options,
    internals,
  );
}

/**
 * Cross-validates a model of the competition: a study of one trial, kept, resumed and submitted like those of a sweep.
 *
 * @throws FoldwiseError as `runSweep` does.
 *
 * @example
 * const { rows } = await runModel(await openCompetition(home), { model: 'mlp' });
 */
export async function runModel(
  open: OpenCompetition,
  options: RunModelOptions = {},
  internals: StudyInternals = {},
): Promise<StudyResult> {
  const { name, model } = modelNamed(open.competition, options.model);
  const seed = options.seed ?? 0;
  checkSeed('seed', seed, 'cross-validation');
  const data = await prepareData(open, options.onProgress);
  checkLeaks(open, data, options);
  const plan = {
    kind: 'cv',
    name,
    seed,
    subject: model.spec,
    trials: 1,
    lag: 1,
    limits: {},
    retryFailed: false,
    warmStart: [],
  } as const;
  return runStudy(
    open,
    data,
    { ...plan, suggest: () => ({}), modelSpec: () => model.spec, featuresSpec: () => null },
    options,
    internals,
  );
}
