import { decodeWeights, exportOnnx, FoldwiseError } from '@foldwise/core';
import { artifactStore } from '../journal/artifacts.ts';
import { foldFeatures } from '../run/fold-features.ts';
import type { OpenCompetition } from '../run/options.ts';
import { artifactsDirectory } from '../run/places.ts';
import { prepareData } from '../run/prepare-data.ts';
import { checkSameData, completeRun } from './complete-run.ts';
import { sameModel } from './same-model.ts';

/** Which network of a run is exported. */
export interface ExportRunOptions {
  /** Counted from 0; 0. */
  readonly fold?: number;
}

/** A network of a run as a file. */
export interface ExportedRun {
  /** The run's id. */
  readonly run: string;
  readonly fold: number;
  /** The columns of the input, in order. */
  readonly features: readonly string[];
  /** The bytes of an ONNX file. */
  readonly onnx: Uint8Array;
}

/**
 * The network that a run trained on a fold, as an ONNX file: from features, as the fold's transformers make them, to raw outputs, before
 * what the task makes of those (a sigmoid, a softmax, the scale of the target). The metadata names run, fold and features.
 *
 * @param reference `best`, or the id of a run.
 * @throws FoldwiseError `input` where the run has no network, or the competition has changed since; `data` where its files have; as
 *   `exportOnnx` where an op has no equivalent.
 * @example
 * const { onnx } = await exportRun(await openCompetition(home), 'best');
 */
export async function exportRun(
  open: OpenCompetition,
  reference: string,
  { fold = 0 }: ExportRunOptions = {},
): Promise<ExportedRun> {
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
  const { train } = foldFeatures(features, data, fold);
  const network = model.network(train, open.competition.task);
  const bytes = artifactStore(artifactsDirectory(open.home)).get(saved.weights);
  const { weights } = decodeWeights(bytes, `${saved.weights}.safetensors`);
  const metadata = { run: row.id, fold: String(fold + 1), features: JSON.stringify(train.featureNames) };
  const onnx = exportOnnx(network, weights, train.features.shape.slice(1), { metadata });
  return { run: row.id, fold, features: train.featureNames, onnx };
}
