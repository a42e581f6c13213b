import { expect, test } from 'vitest';
import { runRow } from '../testing/run-row.ts';
import type { ReadStudy } from '../run/read-studies.ts';
import type { RunDetails, SubmissionRecord } from '../run/run-details.ts';
import { curvesOfRuns } from './curves-of-runs.ts';
import recorded from './fixtures/scikit-learn.json' with { type: 'json' };
import { foldDots } from './fold-dots.ts';
import { leaderboardPoints } from './leaderboard-points.ts';
import { pairedDots } from './paired-dots.ts';
import { trialTimeline } from './trial-timeline.ts';

test('fold dots have the mean of the folds with its corrected interval', () => {
  const { runs, confidence } = foldDots([runRow(0, [1, 2, 3])], 1 / 2);
  // s² = 1, so the standard error is √(1/3 + 1/2) with 2 degrees of freedom, of which t is 4.302652729749464 at 97.5 %.
  const half = 4.302652729749464 * Math.sqrt(1 / 3 + 1 / 2);
  expect(confidence).toBe(0.95);
  expect(runs[0]).toMatchObject({ run: 'mlp-0a1b2c3d/0', folds: [1, 2, 3], mean: 2, score: 2 });
  expect(runs[0]!.interval).toEqual([expect.closeTo(2 - half, 8), expect.closeTo(2 + half, 8)]);
});

test('of one fold there is no interval, and folds without a score are left out', () => {
  const rows = [
    runRow(0, [], { foldScores: [null, 4], score: 4 }),
    runRow(1, [], { foldScores: [], score: null }),
  ];
  expect(foldDots(rows, 1).runs.map(({ mean, interval }) => [mean, interval])).toEqual([
    [4, null],
    [null, null],
  ]);
});

test('paired dots are the first less the others, fold by fold, and none where runs cannot be compared', () => {
  const rows = [runRow(0, [3, 5, 4]), runRow(1, [1, 2, 3]), runRow(2, [1, 2, 3], { foldsHash: 'others' })];
  const { first, others } = pairedDots(rows, 1 / 2);
  expect(first).toBe('mlp-0a1b2c3d/0');
  expect(others[0]).toMatchObject({ folds: [2, 3, 1], mean: 2 });
  expect(others[1]).toEqual({
    run: 'mlp-0a1b2c3d/2',
    folds: [],
    mean: null,
    interval: null,
    incomparable: 'other folds',
  });
});

const details = (
  trial: number,
  curves: readonly (readonly number[])[],
  unit?: 'metric' | 'loss',
): RunDetails =>
  ({
    row: runRow(trial, [1]),
    folds: curves.map((curve, fold) => ({
      fold,
      curve,
      epochs: curve.length,
      score: 1,
      seconds: 1,
      weights: null,
      ...(unit !== undefined && { unit }),
    })),
  }) as unknown as RunDetails;

test('curves are those of the folds that are trained by epochs; what diverged is null', () => {
  expect(curvesOfRuns([details(0, [[3, NaN, 1], []], 'loss'), details(1, [[]])])).toEqual({
    metric: 'rmse',
    unit: 'loss',
    runs: [{ run: 'mlp-0a1b2c3d/0', folds: [{ fold: 0, values: [3, null, 1], kept: 3 }] }],
  });
  expect(curvesOfRuns([details(0, [[3]], 'loss'), details(1, [[2]])]).unit).toBeNull();
});

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + 1000 * seconds).toISOString();

test('a timeline packs trials of which the journal does not say who trained them into lanes that do not overlap', () => {
  const ended = (trial: number, end: number, seconds: number, type = 'trial-complete') =>
    [trial, { type, trial, at: at(end), seconds }] as const;
  const study = {
    header: { study: 'mlp-1', at: at(0) },
    sessions: [{ at: at(1), process: { host: 'here' }, workers: 2 }],
    ended: new Map([ended(0, 5, 4), ended(1, 3, 2), ended(2, 9, 6, 'trial-pruned')]),
    running: [{ trial: 3, at: at(6) }],
  } as unknown as ReadStudy;
  const { workers, lanes, seconds, stretches, sessions, from } = trialTimeline(
    study,
    Date.UTC(2026, 0, 1) + 12_000,
  );
  expect([from, workers, lanes, seconds]).toEqual([at(0), 0, 2, 12]);
  expect(stretches.map(({ trial, lane, start, end, state }) => [trial, lane, start, end, state])).toEqual([
    [0, 0, 1, 5, 'complete'],
    [1, 1, 1, 3, 'complete'],
    [2, 1, 3, 9, 'pruned'],
    [3, 0, 6, 12, 'running'],
  ]);
  expect(sessions).toEqual([{ start: 1, host: 'here', workers: 2 }]);
});

test('a timeline has the folds in the lanes of their workers, and what is not known to be trained by one below', () => {
  const study = {
    header: { study: 'mlp-1', at: at(0) },
    sessions: [{ at: at(0), process: { host: 'here' }, workers: 2 }],
    ended: new Map<number, unknown>([
      [
        0,
        {
          type: 'trial-complete',
          trial: 0,
          at: at(5),
          seconds: 5,
          work: { workers: [1, 2], starts: [1, 1], seconds: [2, 4] },
        },
      ],
      [
        1,
        {
          type: 'trial-failed',
          trial: 1,
          at: at(7),
          seconds: 4,
          work: { workers: [1, null], starts: [0, null], seconds: [3, null] },
        },
      ],
      [2, { type: 'trial-failed', trial: 2, at: at(3), seconds: 0 }],
    ]),
    running: [{ trial: 3, at: at(6) }],
  } as unknown as ReadStudy;
  const { workers, lanes, stretches } = trialTimeline(study, Date.UTC(2026, 0, 1) + 9000);
  expect([workers, lanes]).toEqual([2, 3]);
  expect(
    stretches.map(({ trial, fold, lane, start, end, state }) => [trial, fold, lane, start, end, state]),
  ).toEqual([
    [0, 0, 0, 1, 3, 'complete'],
    [0, 1, 1, 1, 5, 'complete'],
    [1, 0, 0, 3, 6, 'failed'],
    [2, null, 2, 3, 3, 'failed'],
    [3, null, 2, 6, 9, 'running'],
  ]);
});

const submission = (run: string, publicScore: number | null): SubmissionRecord & { readonly run: string } =>
  ({
    run,
    trial: 0,
    refit: false,
    at: at(0),
    kaggle: { publicScore, privateScore: null },
  }) as unknown as SubmissionRecord & {
    readonly run: string;
  };

test('the leaderboard has the submissions with a public score, and the rank correlation of scipy', () => {
  const { a, b, spearman } = recorded.correlations;
  const tenths = (values: readonly number[]) => values.map((value) => Math.round(value * 10) / 10);
  const rows = tenths(a).map((score, trial) => runRow(trial, [score]));
  const submissions = tenths(b).map((score, i) => submission(rows[i]!.id, score));
  const { points, rankCorrelation } = leaderboardPoints(rows, [
    ...submissions,
    submission('elsewhere/0', 1),
    submission(rows[0]!.id, null),
  ]);
  expect(points).toHaveLength(30);
  expect(rankCorrelation).toBeCloseTo(spearman, 10);
  expect(leaderboardPoints(rows, submissions.slice(0, 2)).rankCorrelation).toBeNull();
});
