import { executorFor, FoldwiseError, rng as seeded } from '@foldwise/core';
import type { Goal, Rng } from '@foldwise/core';
import { takeRows } from '@foldwise/data';
import { rowsOf } from '../../model/hold-out-rows.ts';
import { checkSeed } from '../../competition/define-competition.ts';
import { trialRng } from '../cross-validate.ts';
import { modelNamed } from '../model-of.ts';
import type { OpenCompetition } from '../options.ts';
import { prepareData } from '../prepare-data.ts';
import type { PreparedData } from '../prepare-data.ts';
import type { OnProgress } from '../progress.ts';
import { chanceOf, spreadOf } from './chance.ts';
import type { Chance } from './chance.ts';
import { importancesOf } from './fold-importances.ts';

export interface ImportanceOptions {
  /** Name of the model; default: the first one of the competition. */
  readonly model?: string;
  /** What is shuffled: a column of the raw files (the default), with all features that are made of it, or a feature by itself. */
  readonly of?: 'columns' | 'features';
  /** How often each is shuffled, at least 1; default 5, as in scikit-learn. */
  readonly repeats?: number;
  /** How many cross-validations with shuffled targets say what chance makes of an importance; default 0. Altmann et al. use 50 to 100. */
  readonly nulls?: number;
  /** Default 0. */
  readonly seed?: number;
  /** The same bits on all hardware; default false. */
  readonly portable?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/** By how much a model needs a column or feature. */
export interface Importance {
  readonly name: string;
  /** By how much the metric gets worse on rows that the model did not see, in the metric's unit: the mean over the folds. */
  readonly importance: number;
  /** The standard error of that mean, by the deviation between the folds; NaN for a single fold. */
  readonly error: number;
  /** Fold by fold; NaN where the fold has no such feature, or the metric is undefined. */
  readonly folds: readonly number[];
  /** Where targets were shuffled. */
  readonly chance?: Chance;
}

export interface Importances {
  readonly model: string;
  readonly metric: string;
  readonly goal: Goal;
  readonly of: 'columns' | 'features';
  readonly repeats: number;
  readonly nulls: number;
  readonly seed: number;
  /** The metric of each fold with nothing shuffled: those of `foldwise cv` with the same seed. */
  readonly foldScores: readonly number[];
  /** The most important first. */
  readonly rows: readonly Importance[];
}

/**
 * Cross-validates a model once more and measures how much worse it predicts the validation rows of each fold when a column's cells are
 * dealt to other rows (Breiman 2001; scikit-learn's `permutation_importance`). Nothing is kept.
 *
 * The model is not trained anew for a column, so what two columns say alike is counted for neither; a negative importance is noise.
 * With `nulls`, the target is shuffled too, features and model are fitted on that, and the importances that come out are those of chance
 * (Altmann et al. 2010): an importance that is no larger is none. That costs a cross-validation each.
 *
 * @throws FoldwiseError as `runModel` does, and for repeats or nulls that are no whole numbers.
 * @example
 * const { rows } = await measureImportance(await openCompetition(home), { nulls: 20 });
 * rows.filter(({ chance }) => chance!.p > 0.05).map(({ name }) => name); // what to try to drop
 */
export async function measureImportance(
  { home, competition }: OpenCompetition,
  options: ImportanceOptions = {},
): Promise<Importances> {
  const { of = 'columns', repeats = 5, nulls = 0, seed = 0, portable = false } = options;
  checkCount('repeats', repeats, 1);
  checkCount('nulls', nulls, 0);
  checkSeed('seed', seed, 'importance');
  const { name, model } = modelNamed(competition, options.model);
  const data = await prepareData({ home, competition }, options.onProgress);
  const measuring = { competition, model, of, executor: executorFor({ portable }), signal: options.signal };
  const random = seeded(seed).split('importance');
  const total = data.folds.length * (1 + nulls);
  const told = (run: number, fold: number, score: number): void =>
    options.onProgress?.({
      type: 'step',
      done: run * data.folds.length + fold + 1,
      total,
      message: `${run === 0 ? '' : `shuffled target ${run}/${nulls}, `}fold ${fold + 1}/${data.folds.length}: ${competition.metric.name} ${score.toPrecision(5)}`,
    });
  const measured = await importancesOf(
    { ...measuring, data, repeats },
    random,
    trialRng(seed, 0),
    (fold, score) => told(0, fold, score),
  );
  const byChance: ReadonlyMap<string, readonly number[]>[] = [];
  for (let run = 1; run <= nulls; run++) {
    const shuffled = withShuffledTarget(data, random.split(`target ${run}`));
    const { folds } = await importancesOf(
      { ...measuring, data: shuffled, repeats: 1 },
      random.split(`null ${run}`),
      trialRng(seed, run),
      (fold, score) => told(run, fold, score),
    );
    byChance.push(folds);
  }
  const rows = Array.from(measured.folds, ([feature, folds]): Importance => {
    const { mean, error } = spreadOf(folds);
    const chances = byChance.map((one) => spreadOf(one.get(feature) ?? []).mean);
    return {
      name: feature,
      importance: mean,
      error,
      folds,
      ...(nulls > 0 && { chance: chanceOf(mean, chances) }),
    };
  });
  return Object.freeze({
    model: name,
    metric: competition.metric.name,
    goal: competition.metric.goal,
    of,
    repeats,
    nulls,
    seed,
    foldScores: measured.scores,
    rows: rows.toSorted((a, b) => b.importance - a.importance),
  });
}

function checkCount(option: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new FoldwiseError(
    `expected ${option} to be a whole number of at least ${least}, got ${String(value)}`,
    {
      code: 'input',
      where: 'importance',
      hint: `pass ${option}: ${Math.max(least, 5)}`,
    },
  );
}

/** The same rows, with the targets of others: features and model can learn nothing but chance. */
function withShuffledTarget(data: PreparedData, random: Rng): PreparedData {
  const order = random.permutation(data.train.length);
  return {
    ...data,
    target: rowsOf(data.target, order),
    targetColumns: data.targetColumns.map((column) => takeRows(column, order)),
  };
}
