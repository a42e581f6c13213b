import { decodeWeights, rng } from '@foldwise/core';
import type { Rng, Tensor } from '@foldwise/core';
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
  /** The standard error of the difference between an estimate and a private score: rows of both are drawn with replacement. */
  readonly error: number;
}

const draws = 400;

/** The rows of a tensor that are drawn, each as often as it is. */
function drawn({ shape, data }: Tensor, rows: Uint32Array): Tensor {
  const width = data.length / shape[0]!;
  return {
    shape,
    data: Float64Array.from(
      { length: data.length },
      (_, i) => data[rows[Math.floor(i / width)]! * width + (i % width)]!,
    ),
  };
}

/** The spread of a metric over rows drawn with replacement. */
function standardError(
  metric: OpenCompetition['competition']['metric'],
  truth: Tensor,
  of: Tensor,
  random: Rng,
) {
  const rows = truth.shape[0]!;
  const scores = Array.from({ length: draws }, () => {
    const picked = Uint32Array.from({ length: rows }, () => random.below(rows));
    return metric.score(drawn(truth, picked), drawn(of, picked));
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / draws;
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (draws - 1));
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
  const random = rng('bootstrap');
  return {
    blend: metric.score(truth, test),
    oneFold: byFold.reduce((sum, score) => sum + score, 0) / byFold.length,
    single: metric.score(truth, (await storedOf(blend.single.run)).test),
    nested: blend.nested,
    raw: blend.raw,
    error: Math.hypot(
      standardError(metric, truth, test, random.split('private')),
      standardError(metric, data.target, oof, random.split('out of fold')),
    ),
  };
}
