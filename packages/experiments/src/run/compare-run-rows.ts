import { decodeWeights, FoldwiseError, rng, type Tensor } from '@foldwise/core';
import { compareRows, type RowComparison } from '../compare/compare-rows.ts';
import { artifactStore } from '../journal/artifacts.ts';
import type { OpenCompetition } from './options.ts';
import { artifactsDirectory } from './places.ts';
import { prepareData } from './prepare-data.ts';
import type { OnProgress } from './progress.ts';
import { readStudy } from './read-studies.ts';
import type { RunRow } from './run-row.ts';

/** How rows are drawn. */
export interface CompareRunRowsOptions {
  /** Default 0. */
  readonly seed?: number;
  /** Default 1000. */
  readonly resamples?: number;
  /** Of the interval; default 0.95. */
  readonly confidence?: number;
  readonly onProgress?: OnProgress;
}

/** The predictions of a run for the rows that its models did not see. */
function outOfFoldOf({ home }: OpenCompetition, run: RunRow): Tensor {
  const event = readStudy(home, run.study)?.ended.get(run.trial);
  if (event?.type !== 'trial-complete') {
    throw new FoldwiseError(
      `expected a complete run, got one that ${run.state === 'failed' ? 'failed' : 'is not'}`,
      {
        code: 'input',
        where: run.id,
        hint: `choose another one: foldwise runs ${home.slug}`,
      },
    );
  }
  const bytes = artifactStore(artifactsDirectory(home)).get(event.predictions);
  const { weights } = decodeWeights(bytes, `${event.predictions}.safetensors`);
  return (weights as { readonly oof: Tensor }).oof;
}

/**
 * Compares the first run with each other one by the metric on all out-of-fold predictions, with a bootstrap of the rows: see `compareRows`.
 * Reads the data, for the truth.
 *
 * @throws FoldwiseError where a run is not complete, was made with other data or scored by another metric than the competition has now, or
 * an artifact is missing or damaged.
 * @example
 * const [difference] = await compareRunRows(open, [await findRun(home, 'best'), await findRun(home, '4')]);
 */
export async function compareRunRows(
  open: OpenCompetition,
  runs: readonly RunRow[],
  { seed = 0, resamples, confidence, onProgress }: CompareRunRowsOptions = {},
): Promise<readonly (RowComparison | undefined)[]> {
  const { metric } = open.competition;
  const data = await prepareData(open, onProgress);
  for (const run of runs) {
    const changed =
      run.dataHash !== data.dataHash ? 'data' : run.metric !== metric.name ? 'metric' : undefined;
    if (changed === undefined) continue;
    throw new FoldwiseError(
      `expected the ${changed} that the run was scored by, but the competition has other ${changed} now`,
      {
        code: 'data',
        where: run.id,
        hint: 'undo the change, or compare by folds alone',
      },
    );
  }
  const [first, ...others] = runs.map((run) => outOfFoldOf(open, run));
  if (first === undefined) return [];
  return others.map((second) =>
    compareRows({
      metric,
      truth: data.target,
      ...(data.rowWeights && { weights: data.rowWeights }),
      first,
      second,
      rng: rng(seed).split('compare rows'),
      ...(resamples !== undefined && { resamples }),
      ...(confidence !== undefined && { confidence }),
    }),
  );
}
