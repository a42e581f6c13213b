import { decodeWeights, rng } from '@foldwise/core';
import type { Metric, Rng, Tensor } from '@foldwise/core';
import {
  applyEnsemble,
  artifactStore,
  autoBlenders,
  blendRuns,
  postProcessorsFor,
  prepareData,
  showRun,
} from '@foldwise/experiments';
import type { Ensemble, OpenCompetition, RunDetails } from '@foldwise/experiments';
import { crossValidate, trialRng } from '../../packages/experiments/src/run/cross-validate.ts';
import { rowsOf } from '../../packages/experiments/src/model/hold-out-rows.ts';
import { modelOf } from '../../packages/experiments/src/run/model-of.ts';

/** What a blend of the runs that there are is worth on labels that nothing has seen. */
export interface Outcome {
  /** The metric of the blend on the private labels. */
  readonly blend: number;
  /** The same where each member is the network of one fold, as out of fold, and not the mean of all: the mean over the folds. */
  readonly oneFold: number;
  /** That of the run with the best cross-validated score. */
  readonly single: number;
  readonly nested: number;
  readonly raw: number;
  /** What the nested estimate comes to for the mean of the folds' models; undefined where it is not known. */
  readonly averaged: number | undefined;
  /** The standard error of the difference between an estimate and a private score, see `standardError`. */
  readonly error: number;
}

const shuffles = 400;

/** Rows of two tensors below each other. */
function below(first: Tensor, second: Tensor): Tensor {
  const data = new Float64Array(first.data.length + second.data.length);
  data.set(first.data);
  data.set(second.data, first.data.length);
  return { shape: [first.shape[0]! + second.shape[0]!, ...first.shape.slice(1)], data };
}

interface Scored {
  readonly truth: Tensor;
  readonly prediction: Tensor;
}

/**
 * The standard error of the difference between the scores of two sets of rows, if rows of either are as hard: its spread where rows are
 * dealt anew to the two (a permutation test). Few rows make much of some metrics, and a set that has none of them does not know of it.
 */
function standardError(metric: Metric, first: Scored, second: Scored, random: Rng): number {
  const truth = below(first.truth, second.truth);
  const prediction = below(first.prediction, second.prediction);
  const [rows, size] = [truth.shape[0]!, first.truth.shape[0]!];
  const scoreOf = (picked: Uint32Array): number =>
    metric.score(rowsOf(truth, picked), rowsOf(prediction, picked));
  const differences = Array.from({ length: shuffles }, () => {
    const order = random.permutation(rows);
    return scoreOf(order.slice(0, size)) - scoreOf(order.slice(size));
  });
  return Math.sqrt(differences.reduce((sum, difference) => sum + difference ** 2, 0) / shuffles);
}

/** The ensemble that a blend's run tells of, its members in the order of their weights. */
function ensembleOf(
  { competition: { task, metric } }: OpenCompetition,
  target: Tensor,
  details: RunDetails,
): Ensemble {
  const { method, members, bias, post } = details.blend!;
  const blender = autoBlenders(task, metric).find(
    ({ spec }) => JSON.stringify(spec) === JSON.stringify(method),
  )!;
  const weights = { members: members.map(({ weight }) => weight), ...(bias !== null && { bias }) };
  if (post === null) return { blender, weights };
  const processor = postProcessorsFor(task, metric, target).find(({ spec }) => spec.kind === post.kind)!;
  return { blender, weights, post: { processor, tuned: post.tuned } };
}

/** Blends the runs that there are as `foldwise blend` does, and scores the blend and the best run on the private labels. */
export async function outcomeOf(open: OpenCompetition, say: (line: string) => void): Promise<Outcome> {
  const { home, competition } = open;
  const { metric, task } = competition;
  const { rows } = await blendRuns(open);
  const details = await showRun(home, rows[0]!.id);
  const blend = details.blend!;
  const data = await prepareData(open);
  const truth = data.solution!;
  const storedOf = async (id: string): Promise<{ readonly oof: Tensor; readonly test: Tensor }> => {
    const { predictions, artifactsDirectory } = await showRun(home, id);
    const { weights } = decodeWeights(artifactStore(artifactsDirectory).get(predictions!));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a run stores
    return weights as unknown as { readonly oof: Tensor; readonly test: Tensor };
  };
  // A run keeps the mean of its folds' networks alone: they are trained again, to the same bits.
  const folds: (readonly Tensor[])[] = [];
  for (const { run } of blend.members) {
    say(`training ${run} once more, for the predictions of each fold`);
    const { row } = await showRun(home, run);
    const model = modelOf(competition, 'sweep', row.name, row.params);
    const again = await crossValidate(competition, data, model, { rng: trialRng(row.seed, row.trial) });
    if (again.score !== row.score) throw new Error(`expected ${row.score} again, got ${again.score}`);
    folds.push(again.folds.map(({ test }) => test));
  }
  const ensemble = ensembleOf(open, data.target, details);
  const byFold = data.folds.map((_, fold) =>
    metric.score(
      truth,
      applyEnsemble(
        ensemble,
        folds.map((member) => member[fold]!),
        task,
      ),
    ),
  );
  const { oof, test } = await storedOf(rows[0]!.id);
  return {
    blend: metric.score(truth, test),
    oneFold: byFold.reduce((sum, score) => sum + score, 0) / byFold.length,
    single: metric.score(truth, (await storedOf(blend.single.run)).test),
    nested: blend.nested,
    raw: blend.raw,
    averaged: blend.averaged,
    error: standardError(
      metric,
      { truth, prediction: test },
      { truth: data.target, prediction: oof },
      rng('shuffles'),
    ),
  };
}
