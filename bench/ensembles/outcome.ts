import { decodeWeights, rng } from '@foldwise/core';
import type { Tensor } from '@foldwise/core';
import { artifactStore, blendRuns, prepareData, showRun } from '@foldwise/experiments';
import type { OpenCompetition } from '@foldwise/experiments';

/** What a blend of the runs that there are is worth on labels that nothing has seen. */
export interface Outcome {
  /** The metric of the blend on the private labels. */
  readonly blend: number;
  /** That of the run with the best cross-validated score. */
  readonly single: number;
  readonly nested: number;
  readonly raw: number;
  /** The standard error of the blend's private score: the spread of the metric over test rows drawn with replacement. */
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

/** Blends the runs that there are as `foldwise blend` does, and scores the blend and the best run on the private labels. */
export async function outcomeOf(open: OpenCompetition): Promise<Outcome> {
  const { home, competition } = open;
  const { rows } = await blendRuns(open);
  const { blend } = await showRun(home, rows[0]!.id);
  const { solution } = await prepareData(open);
  const truth = solution!;
  const testOf = async (id: string): Promise<Tensor> => {
    const { predictions, artifactsDirectory } = await showRun(home, id);
    const { weights } = decodeWeights(artifactStore(artifactsDirectory).get(predictions!));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a run stores
    return (weights as unknown as { readonly test: Tensor }).test;
  };
  const { metric } = competition;
  const test = await testOf(rows[0]!.id);
  const random = rng('bootstrap');
  const scores = Array.from({ length: draws }, () => {
    const picked = Uint32Array.from({ length: truth.shape[0]! }, () => random.below(truth.shape[0]!));
    return metric.score(drawn(truth, picked), drawn(test, picked));
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / draws;
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return {
    blend: metric.score(truth, test),
    single: metric.score(truth, await testOf(blend!.single.run)),
    nested: blend!.nested,
    raw: blend!.raw,
    error: Math.sqrt(squares / (draws - 1)),
  };
}
