import { didYouMean, FoldwiseError, specOfFunction } from '@foldwise/core';
import type { Described, Metric, Spec } from '@foldwise/core';
import { namesOfRole } from '@foldwise/data';
import type { RowOf, Schema, Source, Splitter, Transformer } from '@foldwise/data';
import type { Model } from '../model/model.ts';
import { checkMetricFitsTask } from './check-metric.ts';
import type { Sweep } from './define-sweep.ts';
import { checkSlug } from './slug.ts';
import type { Task } from './task.ts';

/** What a user states about a competition; `defineCompetition` checks it. */
export interface CompetitionOptions<S extends Schema = Schema> {
  /** The slug: the folder's name, what the commands take. */
  readonly name: string;
  readonly title?: string;
  /** Where a person reads about it. */
  readonly url?: string;
  readonly schema: S;
  readonly source: Source;
  readonly task: Task;
  readonly metric: Metric;
  readonly splitter: Splitter;
  /** Seed of the fold assignment; default 0. */
  readonly foldSeed?: number;
  readonly features: Transformer;
  readonly models: Readonly<Record<string, Model>>;
  readonly sweeps?: readonly Sweep[];
  /**
   * How much a row counts, at least 0, in the metric and in training: `(row) => (row.IsHoliday === 'TRUE' ? 5 : 1)`; default: all the same.
   * Keep it free of captured state: a run knows it by its source text. A method, not a property: its bivariance lets competitions of all
   * schemas be a `Competition`.
   */
  rowWeight?(this: void, row: RowOf<S>): number;
}

/** A competition, checked and frozen: what every command works on. */
export interface Competition<S extends Schema = Schema> extends Described, CompetitionOptions<S> {
  readonly foldSeed: number;
  readonly sweeps: readonly Sweep[];
}

const required = ['schema', 'source', 'task', 'metric', 'splitter', 'features', 'models'] as const;
const optional = ['name', 'title', 'url', 'foldSeed', 'sweeps', 'rowWeight'] as const;

/** The verb that each part must have, and what makes such a part. */
const parts = {
  source: ['load', 'kaggleFolder()'],
  metric: ['score', 'accuracy()'],
  splitter: ['split', 'kFold({ folds: 5 })'],
  features: ['fit', 'pipeline(…)'],
} as const;

function has(part: unknown, method: string): boolean {
  return (
    typeof part === 'object' &&
    part !== null &&
    typeof (part as Record<string, unknown>)[method] === 'function'
  );
}

/**
 * A competition, checked early and frozen.
 *
 * @throws FoldwiseError where an option is missing or misspelt, the name is not a slug, the schema has other targets than the task or more
 * than one id, there is no model, two sweeps share a name, or the metric cannot score the task.
 *
 * @example
 * export default defineCompetition({
 *   name: 'titanic',
 *   schema,
 *   source: kaggleFolder(),
 *   task: binary({ positive: '1', negative: '0' }),
 *   metric: accuracy(),
 *   splitter: stratifiedKFold({ folds: 5 }),
 *   features: pipeline(onColumns(numeric(), impute('median'), standardScale()), onColumns(categorical(), oneHot())),
 *   models: { mlp: neuralNetwork({ layers: [dense({ units: 32 }), activation('silu')], optimizer: adamW(), epochs: 40 }) },
 * });
 */
export function defineCompetition<const S extends Schema>(options: CompetitionOptions<S>): Competition<S> {
  checkSlug(options.name, 'defineCompetition', 'competition');
  const where = `competition "${options.name}"`;
  checkOptionNames(options, where);
  checkParts(options, where);
  checkSchema(options.schema, options.task, where);
  checkModels(options.models, where);
  const sweeps = Object.freeze([...(options.sweeps ?? [])]);
  checkSweeps(sweeps, where);
  checkRowWeight(options, where);
  checkMetrics(options, sweeps, where);
  const foldSeed = options.foldSeed ?? 0;
  checkSeed('foldSeed', foldSeed, where);
  const models = Object.freeze({ ...options.models });
  return Object.freeze({
    ...options,
    foldSeed,
    models,
    sweeps,
    spec: specOf({ ...options, foldSeed, models, sweeps }),
  });
}

function specs(described: Readonly<Record<string, Described>>): Record<string, Spec> {
  return Object.fromEntries(Object.entries(described).map(([name, { spec }]) => [name, spec]));
}

function specOf(
  options: CompetitionOptions & { readonly foldSeed: number; readonly sweeps: readonly Sweep[] },
): Spec {
  return Object.freeze({
    kind: 'competition',
    name: options.name,
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.url === undefined ? {} : { url: options.url }),
    schema: specs(options.schema),
    source: options.source.spec,
    task: { ...options.task },
    metric: options.metric.spec,
    splitter: options.splitter.spec,
    foldSeed: options.foldSeed,
    ...(options.rowWeight === undefined ? {} : { rowWeight: specOfFunction(options.rowWeight) }),
    features: options.features.spec,
    models: specs(options.models),
    sweeps: options.sweeps.map((sweep) => sweep.spec),
  });
}

function checkOptionNames(options: object, where: string): void {
  const known: readonly string[] = [...required, ...optional];
  for (const name of Object.keys(options)) {
    if (!known.includes(name) && name !== 'spec') {
      throw new FoldwiseError(`expected no option "${name}"`, {
        code: 'input',
        where,
        hint: didYouMean(name, known),
      });
    }
  }
  const missing = required.find((name) => (options as Record<string, unknown>)[name] === undefined);
  if (missing === undefined) return;
  throw new FoldwiseError(`expected an option "${missing}"`, {
    code: 'input',
    where,
    hint: `pass ${missing}: …`,
  });
}

function checkParts(options: CompetitionOptions, where: string): void {
  for (const [name, [method, maker]] of Object.entries(parts)) {
    if (has(options[name as keyof typeof parts], method)) continue;
    throw new FoldwiseError(`expected ${name} as ${maker} makes it, got something without ${method}()`, {
      code: 'input',
      where,
      hint: `pass ${name}: ${maker}`,
    });
  }
  const kinds = ['regression', 'binary', 'multiclass'];
  if (kinds.includes(options.task.kind)) return;
  throw new FoldwiseError(`expected a task, got ${JSON.stringify(options.task)}`, {
    code: 'input',
    where,
    hint: 'pass task: regression(), binary({ positive, negative }) or multiclass(classes)',
  });
}

function checkRowWeight({ rowWeight }: CompetitionOptions, where: string): void {
  if (rowWeight === undefined || typeof rowWeight === 'function') return;
  throw new FoldwiseError(`expected rowWeight as a function of a row, got ${typeof rowWeight}`, {
    code: 'input',
    where,
    hint: "pass rowWeight: (row) => (row.IsHoliday === 'TRUE' ? 5 : 1)",
  });
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(' and ');

function checkSchema(schema: Schema, task: Task, where: string): void {
  checkTargets(namesOfRole(schema, 'target'), task, where);
  const ids = namesOfRole(schema, 'id');
  if (ids.length <= 1) return;
  throw new FoldwiseError(`expected at most one id() in the schema, got ${quoted(ids)}`, {
    code: 'input',
    where,
    hint: 'leave id() on the column of the sample submission, and call the others ignored()',
  });
}

/** The schema says which columns are targets, the task in which order they are predicted. */
function checkTargets(targets: readonly string[], task: Task, where: string): void {
  const refuse = (message: string, hint: string): never => {
    throw new FoldwiseError(message, { code: 'input', where, hint });
  };
  const got = targets.length === 0 ? 'none' : quoted(targets);
  if (task.kind === 'regression' && task.targets !== undefined) {
    const same =
      task.targets.length === targets.length && task.targets.every((name) => targets.includes(name));
    if (same) return;
    refuse(
      `expected a target() in the schema for each of the task's targets, ${quoted(task.targets)}, got ${got}`,
      'name the same columns in both',
    );
  }
  if (targets.length === 1) return;
  const hint =
    task.kind === 'regression' && targets.length > 1
      ? `call one of them target(), or predict all: task: regression({ targets: [${targets.map((name) => JSON.stringify(name)).join(', ')}] })`
      : 'call target() on the column that is to be predicted';
  refuse(`expected exactly one target() in the schema, got ${got}`, hint);
}

function checkModels(models: Readonly<Record<string, Model>>, where: string): void {
  const names = Object.keys(models);
  if (names.length === 0) {
    throw new FoldwiseError('expected one model or more, got none', {
      code: 'input',
      where,
      hint: 'add one: models: { baseline: constant() }',
    });
  }
  for (const name of names) {
    checkSlug(name, where, 'model');
    if (has(models[name], 'fit')) continue;
    throw new FoldwiseError(
      `expected the model "${name}" as neuralNetwork(…) or constant() makes it, got something without fit()`,
      {
        code: 'input',
        where,
        hint: `pass ${name}: neuralNetwork({ … })`,
      },
    );
  }
}

function checkSweeps(sweeps: readonly Sweep[], where: string): void {
  const seen = new Set<string>();
  for (const sweep of sweeps) {
    if (!has(sweep, 'model')) {
      throw new FoldwiseError('expected sweeps as defineSweep(…) makes them', {
        code: 'input',
        where,
        hint: 'pass sweeps: [defineSweep({ … })]',
      });
    }
    if (seen.has(sweep.name)) {
      throw new FoldwiseError(`expected sweeps whose names differ, got "${sweep.name}" twice`, {
        code: 'input',
        where,
        hint: 'rename one of them',
      });
    }
    seen.add(sweep.name);
  }
}

/** The competition's metric and those that sweeps are searched for beside it must fit the task. */
function checkMetrics(
  { metric, task, rowWeight }: CompetitionOptions,
  sweeps: readonly Sweep[],
  where: string,
): void {
  checkMetricFitsTask(metric, task, rowWeight !== undefined, where);
  for (const { name, objectives } of sweeps) {
    const place = `${where}, sweep "${name}"`;
    for (const objective of objectives) {
      if (objective.metric !== undefined)
        checkMetricFitsTask(objective.metric, task, rowWeight !== undefined, place);
      if (objective.name !== metric.name) continue;
      throw new FoldwiseError(`expected objectives beside the metric, got ${metric.name} again`, {
        code: 'input',
        where: place,
        hint: 'leave it out: the score is the first objective',
      });
    }
  }
}

/** Refuses a seed that is not a whole number from 0 to 2³² − 1. */
export function checkSeed(name: string, seed: number, where: string): void {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff) return;
  throw new FoldwiseError(`expected ${name} as a whole number from 0 to 4294967295, got ${String(seed)}`, {
    code: 'input',
    where,
    hint: `pass ${name}: 0`,
  });
}
