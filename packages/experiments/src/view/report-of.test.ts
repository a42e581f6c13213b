import { expect, test } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openCompetition } from '../run/open-competition.ts';
import { runModel, runSweep } from '../run/run-sweep.ts';
import { rankRuns } from '../run/rank-runs.ts';
import { reportOf } from './report-of.ts';

test('a report of a sweep has its best run, its search, and what the predictions tell', async () => {
  const open = await openCompetition(tinyCompetition());
  const { rows, study } = await runSweep(open, { workers: 1 });
  const report = await reportOf(open, 'search');
  const ranked = rankRuns(rows);
  expect(report).toMatchObject({
    kind: 'study',
    competition: 'tiny',
    metric: 'accuracy',
    place: 1,
    candidates: 6,
  });
  expect(report.run.row).toEqual(ranked[0]);
  expect(report.corrected).not.toBeNull();
  expect(report.folds.runs.map(({ run }) => run)).toEqual(ranked.map(({ id }) => id));
  expect(report.search!.states).toEqual({ complete: 6, pruned: 0, failed: 0, running: 0 });
  expect(report.search!.trials.parameters.map(({ name }) => name)).toEqual(['fails', 'other', 'shift']);
  expect(report.search!.history.trials.map(({ score }) => score)).toEqual(rows.map(({ score }) => score));
  // Of the metric itself: the share of rows on the diagonal.
  const { diagnostics } = report;
  const counts = diagnostics?.kind === 'classes' ? diagnostics.confusion.counts : [];
  const right = counts[0]![0]! + counts[1]![1]!;
  expect(right / counts.flat().reduce((sum, count) => sum + count, 0)).toBeCloseTo(ranked[0]!.score!, 12);
  expect(report.correlations!.runs).toHaveLength(6);
  expect(report.leaderboard).toBeNull();
  expect(report.notes).toEqual([]);
  // What is to be sent as JSON comes back as it was.
  expect(JSON.parse(JSON.stringify(report.search))).toEqual(report.search);
  expect(JSON.parse(JSON.stringify(diagnostics))).toEqual(diagnostics);
  await expect(reportOf(open, study)).resolves.toEqual(report);
}, 60_000);

test('a report of a run alone has nothing to compare it with, and no search', async () => {
  const open = await openCompetition(tinyCompetition());
  const { rows } = await runModel(open, { model: 'constant', workers: 1 });
  const report = await reportOf(open, rows[0]!.id);
  expect(report).toMatchObject({
    kind: 'run',
    place: 1,
    candidates: 1,
    corrected: null,
    search: null,
    correlations: null,
  });
  expect(report.pairs.others).toEqual([]);
  expect(report.curves.runs).toEqual([]);
}, 60_000);

test('there is no report of a run that failed', async () => {
  const fails = `{ constant: constant(), guess: guess({ shift: 0, fails: true }) }`;
  const open = await openCompetition(tinyCompetition({ parts: { models: fails } }));
  const { rows } = await runModel(open, { model: 'guess', workers: 1 });
  await expect(reportOf(open, rows[0]!.id)).rejects.toThrow(
    'expected a complete run, got one that is failed',
  );
  await expect(reportOf(open, 'guess')).rejects.toThrow('expected a complete run of it, got none of 1');
  await expect(reportOf(open, 'gues')).rejects.toThrow('expected a complete run, got one that is failed');
  await expect(reportOf(open, 'nothing')).rejects.toThrow('expected a run, got "nothing"');
}, 60_000);
