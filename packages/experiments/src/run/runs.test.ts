import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openCompetition } from './open-competition.ts';
import { journalPath } from './places.ts';
import type { ProgressEvent } from './progress.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { findRun, listRuns, showRun } from './runs.ts';

async function withRuns() {
  const home = tinyCompetition();
  const open = await openCompetition(home);
  const { study, rows } = await runSweep(open, { workers: 0, trials: 3 });
  const { rows: cv } = await runModel(open, { model: 'constant', workers: 0 });
  return { home, study, rows, cv };
}

describe('listing runs', () => {
  it('gives every row of every study, by study and trial', async () => {
    const { home, rows, cv } = await withRuns();
    expect(await listRuns(home)).toEqual([...cv, ...rows]);
  });

  it('gives none where there is none', async () => {
    expect(await listRuns(tinyCompetition())).toEqual([]);
  });

  it('tells of a damaged journal and gives what of it is sound; a sweep mends it', async () => {
    const { home, study, rows, cv } = await withRuns();
    const path = journalPath(home, study);
    const lines = readFileSync(path, 'utf8').split('\n');
    const broken = lines.findIndex((line) => line.includes('trial-complete'));
    writeFileSync(
      path,
      lines.with(broken, lines[broken]!.replace('trial-complete', 'trial-complots')).join('\n'),
    );
    const notes: string[] = [];
    const onProgress = (event: ProgressEvent) => event.type === 'note' && notes.push(event.message);
    expect(await listRuns(home, onProgress)).toEqual([...cv, ...rows.slice(1)]);
    expect(notes).toEqual([expect.stringContaining(`journal.jsonl:${broken + 1}: this line`)]);
    const again = await runSweep(await openCompetition(home), { workers: 0, trials: 3, onProgress });
    expect(again.rows).toEqual(rows);
    expect(await listRuns(home)).toEqual([...cv, ...rows]);
    expect(notes).toContainEqual(expect.stringMatching(/the damaged file is kept as .*damaged-/));
  });

  it('leaves out a last line that was cut off', async () => {
    const { home, study, rows, cv } = await withRuns();
    appendFileSync(journalPath(home, study), '{"sum":"0123');
    expect(await listRuns(home)).toEqual([...cv, ...rows]);
  });
});

describe('finding a run', () => {
  it('takes best, a whole id, a trial, how an id begins or ends', async () => {
    const { home, study, rows, cv } = await withRuns();
    const best = await findRun(home, 'best');
    expect(best.score).toBe(Math.max(...[...rows, ...cv].map((row) => row.score!)));
    expect(await findRun(home, rows[1]!.id)).toEqual(rows[1]);
    expect(await findRun(home, '2')).toEqual(rows[2]);
    expect(await findRun(home, 'constant')).toEqual(cv[0]);
    expect(await findRun(home, `${study.slice(-4)}/1`)).toEqual(rows[1]);
  });

  it('takes the worst for the best where the goal is turned round', async () => {
    const { home, rows, cv } = await withRuns();
    const worst = await findRun(home, 'best', 'minimize');
    expect(worst.score).toBe(Math.min(...[...rows, ...cv].map((row) => row.score!)));
  });

  it('refuses what fits no run, or several', async () => {
    const { home, study } = await withRuns();
    await expect(findRun(home, 'search')).rejects.toThrow(
      `expected one run, got "search", which fits 3 — say which: ${study}/0, ${study}/1, ${study}/2`,
    );
    await expect(findRun(home, `${study}/9`)).rejects.toThrow(
      `expected a run, got "${study}/9" — did you mean "${study}/0"?`,
    );
    await expect(findRun(tinyCompetition(), 'x')).rejects.toThrow(
      'expected a run, got "x" — make one with: foldwise sweep tiny',
    );
  });
});

describe('showing a run', () => {
  it('says how its folds went, what it was made of, and where', async () => {
    const { home, rows } = await withRuns();
    const details = await showRun(home, rows[0]!.id);
    expect(details.row).toEqual(rows[0]);
    expect(details.folds.map((fold) => fold.score)).toEqual(rows[0]!.foldScores);
    expect(details.folds.map((fold) => [fold.curve.length, fold.epochs])).toEqual([
      [3, 2],
      [3, 2],
      [3, 2],
    ]);
    expect(details.model).toMatchObject({ kind: 'guess', shift: rows[0]!.params['shift'] });
    expect(details.study).toMatchObject({ kind: 'sweep', seed: 0, dataHash: rows[0]!.dataHash });
    expect(details.machine).toMatchObject({ node: process.versions.node, platform: process.platform });
    expect(details.files.map((file) => file.path).toSorted()).toEqual([
      'sample_submission.csv',
      'test.csv',
      'train.csv',
    ]);
    expect(details.predictions).toMatch(/^[0-9a-f]{64}$/);
    expect(details.submissions).toEqual([]);
  });
});
