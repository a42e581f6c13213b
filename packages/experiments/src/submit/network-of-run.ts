import { decodeWeights, FoldwiseError } from '@foldwise/core';
import type { Layer, Tensor, Tree } from '@foldwise/core';
import type { Task } from '../competition/task.ts';
import { artifactStore } from '../journal/artifacts.ts';
import { foldFeatures } from '../run/fold-features.ts';
import type { OpenCompetition } from '../run/options.ts';
import { artifactsDirectory } from '../run/places.ts';
import { prepareData } from '../run/prepare-data.ts';
import { checkSameData, completeRun } from './complete-run.ts';
import { sameModel } from './same-model.ts';

/** Which network of a run. */
export interface NetworkOfRunOptions {
  /** Counted from 0; 0. */
  readonly fold?: number;
}

/** A network as a run trained it, and rows that it has not learned from. */
export interface RunNetwork {
  /** The run's id. */
  readonly run: string;
  readonly fold: number;
  readonly task: Task;
  readonly network: Layer;
  readonly weights: Tree;
  /** The columns of its input, in order. */
  readonly features: readonly string[];
  /** `[validation rows, features]`: the rows of the fold that it was scored on. */
  readonly rows: Tensor;
  /** The ids of those rows. */
  readonly ids: readonly string[];
}

/**
 * The network that a run trained on a fold, from features, as the fold's transformers make them, to raw outputs, before what the task
 * makes of those (a sigmoid, a softmax, the scale of the target).
 *
 * @param reference `best`, or the id of a run.
 * @throws FoldwiseError `input` where the run has no network or no such fold, or the competition has changed since; `data` where its
 *   files have.
 * @example
 * const { network, weights, rows } = await networkOfRun(await openCompetition(home), 'best');
 */
export async function networkOfRun(
  open: OpenCompetition,
  reference: string,
  { fold = 0 }: NetworkOfRunOptions = {},
): Promise<RunNetwork> {
  const { row, header, event } = await completeRun(open, reference);
  const { model, features } = sameModel(open, header, event, 'undo the change, or run it anew');
  const saved = event.folds[fold];
  if (saved === undefined) {
    throw new FoldwiseError(`expected a fold from 1 to ${event.folds.length}, got ${fold + 1}`, {
      code: 'input',
      where: row.id,
    });
  }
  if (saved.weights === null || model.network === undefined) {
    throw new FoldwiseError('expected a run of a network, got one of another model', {
      code: 'input',
      where: row.id,
      hint: `choose another one: foldwise runs ${open.home.slug}`,
    });
  }
  const data = await prepareData(open);
  checkSameData(row.id, header, data, open.home.slug);
  const { task } = open.competition;
  const { train, validation } = foldFeatures(features, data, fold);
  const bytes = artifactStore(artifactsDirectory(open.home)).get(saved.weights);
  return {
    run: row.id,
    fold,
    task,
    network: model.network(train, task),
    weights: decodeWeights(bytes, `${saved.weights}.safetensors`).weights,
    features: train.featureNames,
    rows: validation,
    ids: [...data.folds[fold]!.validation].map((at) => data.trainIds[at]!),
  };
}
