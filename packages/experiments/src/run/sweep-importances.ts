import { FoldwiseError, rng } from '@foldwise/core';
import {
  type ParameterImportance,
  parameterImportances,
} from '../compare/importance/parameter-importances.ts';
import { sweepNamed } from './model-of.ts';
import type { OpenCompetition } from './options.ts';
import { readStudies } from './read-studies.ts';
import type { RunRow } from './run-row.ts';

/** Which sweep, and how its importances are worked out. */
export interface SweepImportancesOptions {
  /** Default: the first of the competition. */
  readonly sweep?: string;
  /** Of the forest; default 0. */
  readonly seed?: number;
  /** The share of the trials that counts as best; default 0.1. */
  readonly quantile?: number;
}

/** How much the parameters of a sweep mattered, and by which trials. */
export interface SweepImportances {
  readonly sweep: string;
  /** Complete trials of the sweep's studies. */
  readonly trials: number;
  readonly metric: string;
  readonly goal: RunRow['goal'];
  readonly rows: readonly ParameterImportance[];
}

/**
 * How much each parameter of a sweep mattered, by the trials that were run of it: see `parameterImportances`. Trials of all its studies
 * count (other seeds, earlier forms of its space or model) that were scored on the folds, data and metric of the latest. Reads journals
 * alone, no data.
 *
 * @throws FoldwiseError where there is no such sweep, or too few of its trials are complete to say anything.
 * @example
 * const { rows } = sweepImportances(await openCompetition(home), { sweep: 'mlp' });
 */
export function sweepImportances(
  { competition, home }: OpenCompetition,
  { sweep: name, seed = 0, quantile }: SweepImportancesOptions = {},
): SweepImportances {
  const sweep = sweepNamed(competition, name);
  const studies = readStudies(home)
    .filter(({ header }) => header.kind === 'sweep' && header.name === sweep.name)
    .toSorted((a, b) => (lastWork(a) < lastWork(b) ? 1 : -1));
  const latest = studies[0]?.header;
  if (latest === undefined) {
    throw new FoldwiseError('expected trials of the sweep, got none', {
      code: 'input',
      where: `sweep "${sweep.name}"`,
      hint: `run some: foldwise sweep ${home.slug} ${sweep.name}`,
    });
  }
  const { metric, goal, foldsHash, dataHash } = latest;
  const complete = studies
    .flatMap(({ rows }) => rows)
    .filter((row) => row.metric === metric && row.foldsHash === foldsHash && row.dataHash === dataHash)
    .flatMap(({ state, score, params }, number) =>
      state === 'complete' && score !== null
        ? [{ number, params, state: 'complete', score, foldScores: [] } as const]
        : [],
    );
  const rows = parameterImportances({
    space: sweep.space,
    trials: complete,
    goal,
    rng: rng(seed).split('importances'),
    ...(quantile !== undefined && { quantile }),
  });
  return { sweep: sweep.name, trials: complete.length, metric, goal, rows };
}

function lastWork({ sessions, header }: ReturnType<typeof readStudies>[number]): string {
  return sessions.at(-1)?.at ?? header.at;
}
