import { FoldwiseError, type Goal, type Json, rng } from '@foldwise/core';
import {
  type ParameterImportance,
  parameterImportances,
} from '../compare/importance/parameter-importances.ts';
import type { Task } from '../competition/task.ts';
import { whyNotComparable } from '../run/compare-runs.ts';
import { correctedBest } from '../run/corrected-best.ts';
import { detailsOf } from '../run/details-of.ts';
import { foldOverlap } from '../run/fold-overlap.ts';
import type { OpenCompetition } from '../run/options.ts';
import type { OnProgress } from '../run/progress.ts';
import { rankRuns } from '../run/rank-runs.ts';
import type { ReadStudy } from '../run/read-studies.ts';
import type { RunDetails } from '../run/run-details.ts';
import type { RunRow } from '../run/run-row.ts';
import { listRuns, listSubmissions } from '../run/runs.ts';
import { type Contour, contourOf } from './contour-of.ts';
import { curvesOfRuns, type RunCurves } from './curves-of-runs.ts';
import { type Diagnostics, diagnosticsOf } from './diagnostics-of.ts';
import { type FoldDots, foldDots } from './fold-dots.ts';
import { type LeaderboardPoints, leaderboardPoints } from './leaderboard-points.ts';
import { type OptimisationHistory, optimisationHistory } from './optimisation-history.ts';
import { type PairedDots, pairedDots } from './paired-dots.ts';
import { type PredictionCorrelations, predictionCorrelations } from './prediction-correlations.ts';
import { readPredictions } from './read-predictions.ts';
import { reportSubject } from './report-subject.ts';
import { searchedTrials, type SearchedTrials } from './searched-trials.ts';
import { spaceOfStudy } from './space-of-study.ts';

/** What was searched, and how. */
export interface ReportedSearch {
  readonly sampler: Json;
  /** Null where no trial was to be pruned. */
  readonly pruner: Json | null;
  /** Trials by how they ended. */
  readonly states: Readonly<Record<RunRow['state'], number>>;
  readonly history: OptimisationHistory;
  readonly trials: SearchedTrials;
  /** Null where too few trials tell anything. */
  readonly importances: readonly ParameterImportance[] | null;
  /** Over the two parameters that explain most; null where there are not two. */
  readonly contour: Contour | null;
}

/** Everything that a write-up of a run says. */
export interface Report {
  readonly competition: string;
  /** Whether it is of a run, or of a whole study with its best run. */
  readonly kind: 'run' | 'study';
  readonly metric: string;
  readonly goal: Goal;
  readonly task: Task;
  readonly run: RunDetails;
  /** Its place among the complete runs of its study, from 1. */
  readonly place: number;
  /** Complete runs of its study. */
  readonly candidates: number;
  /** The score less the luck of being the best of its study; null where it is not, or nothing can be said. */
  readonly corrected: number | null;
  /** The run, and others on the same data, folds and metric, the best first. */
  readonly folds: FoldDots;
  readonly pairs: PairedDots;
  readonly curves: RunCurves;
  /** Null of what is no sweep. */
  readonly search: ReportedSearch | null;
  /** Null where the predictions or the data cannot be read: `notes` say why. */
  readonly diagnostics: Diagnostics | null;
  /** Of the run and those others; null where there are none, or they cannot be read. */
  readonly correlations: PredictionCorrelations | null;
  /** Null where no submission has a public score. */
  readonly leaderboard: LeaderboardPoints | null;
  /** What is not in it, and why. */
  readonly notes: readonly string[];
}

/** Others beside the run. */
const MOST_OTHERS = 7;

/**
 * Puts together what there is to say of a run, or of a study and its best run. Reads the journals, and for how the predictions err the data and the
 * artifacts; where those are gone or have changed, a note says so and the rest is there.
 *
 * @param reference a run as `findRun` takes it, a study (`mlp-1f3a77c0`), or the name of a sweep or model, of which the latest study is taken.
 * @throws FoldwiseError where nothing fits the reference, or nothing of it is complete.
 * @example
 * const { run, corrected } = await reportOf(await openCompetition(home), 'best');
 */
export async function reportOf(
  open: OpenCompetition,
  reference: string,
  onProgress?: OnProgress,
): Promise<Report> {
  const { competition, home } = open;
  const { kind, study, row } = await reportSubject(home, reference);
  const all = await listRuns(home);
  const complete = rankRuns(study.rows.filter(({ state }) => state === 'complete'));
  const corrected = correctedBest(study.rows);
  const comparable = all.filter(
    (other) => other.state === 'complete' && whyNotComparable(row, other) === undefined,
  );
  const others = rankRuns(comparable.filter(({ id }) => id !== row.id)).slice(0, MOST_OTHERS);
  const overlap = foldOverlap(home, row);
  const details = detailsOf(home, study, row);
  const notes: string[] = [];
  const predictions = await predictionsOf(open, [row, ...others], notes, onProgress);
  const leaderboard = leaderboardPoints([row, ...comparable], await listSubmissions(home));
  return {
    competition: competition.name,
    kind,
    metric: row.metric,
    goal: row.goal,
    task: competition.task,
    run: details,
    place: complete.findIndex(({ id }) => id === row.id) + 1,
    candidates: complete.length,
    corrected: corrected?.best.id === row.id ? corrected.score : null,
    folds: foldDots([row, ...others], overlap),
    pairs: pairedDots([row, ...others], overlap),
    curves: curvesOfRuns([details]),
    search: searchOf(study, details, notes),
    ...predictions,
    leaderboard: leaderboard.points.length === 0 ? null : leaderboard,
    notes,
  };
}

/** What the predictions tell; a run that cannot be read costs no more than what it would have told. */
async function predictionsOf(
  open: OpenCompetition,
  [row, ...others]: readonly RunRow[],
  notes: string[],
  onProgress: OnProgress | undefined,
): Promise<Pick<Report, 'diagnostics' | 'correlations'>> {
  const read = async (ids: readonly string[], what: string) => {
    try {
      return await readPredictions(open, ids, onProgress);
    } catch (error) {
      if (!(error instanceof FoldwiseError)) throw error;
      notes.push(`Without ${what}: ${error.message}`);
      return undefined;
    }
  };
  // All at once: the data are read once. Where another run cannot be read, the run alone.
  const ids = [row, ...others].map((each) => each!.id);
  const together = others.length === 0 ? undefined : await read(ids, 'how alike runs predict');
  const own = together ?? (await read(ids.slice(0, 1), 'what the predictions get right'));
  if (own === undefined) return { diagnostics: null, correlations: null };
  const { task, truth, rowWeights, targets, runs } = own;
  return {
    diagnostics: diagnosticsOf(task, truth, runs[0]!.oof, { weights: rowWeights, targets }),
    correlations: runs.length < 2 ? null : predictionCorrelations(task, truth, runs),
  };
}

function searchOf(
  { header, rows }: ReadStudy,
  { study }: RunDetails,
  notes: string[],
): ReportedSearch | null {
  const space = spaceOfStudy(header.identity);
  if (space === undefined) return null;
  const subject = study['subject'] as { readonly [name: string]: Json };
  const trials = searchedTrials(rows, space);
  const importances = importancesOf(rows, space, notes);
  const [first, second] = (importances ?? []).toSorted((a, b) => b.variance - a.variance);
  const contour =
    first === undefined || second === undefined ? undefined : contourOf(trials, first.name, second.name);
  const count = (state: RunRow['state']) => rows.filter((row) => row.state === state).length;
  return {
    sampler: subject['sampler'] ?? null,
    pruner: subject['pruner'] ?? null,
    states: {
      complete: count('complete'),
      pruned: count('pruned'),
      failed: count('failed'),
      running: count('running'),
    },
    history: optimisationHistory(rows),
    trials,
    importances,
    contour: contour ?? null,
  };
}

function importancesOf(
  rows: readonly RunRow[],
  space: Parameters<typeof parameterImportances>[0]['space'],
  notes: string[],
): readonly ParameterImportance[] | null {
  const { goal } = rows[0]!;
  const trials = rows.flatMap(({ state, score, params, trial }) =>
    state === 'complete' && score !== null
      ? [{ number: trial, params, state, score, foldScores: [] } as const]
      : [],
  );
  try {
    return parameterImportances({ space, trials, goal, rng: rng(0).split('importances') });
  } catch (error) {
    if (!(error instanceof FoldwiseError)) throw error;
    notes.push(`Without the importance of parameters: ${error.message}`);
    return null;
  }
}
