import { readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prunedCompetition } from '../../test/pruned-competition.ts';
import { files, testRows, tinyCompetition } from '../../test/tiny-competition.ts';
import type { TinyOptions } from '../../test/tiny-competition.ts';
import { realFileCalls } from '../journal/file-calls.ts';
import { sha256Of } from '../journal/canonical-json.ts';
import { acquireLock } from '../journal/lock.ts';
import { binary } from '../competition/task.ts';
import { openCompetition } from '../run/open-competition.ts';
import type { OpenCompetition } from '../run/options.ts';
import { submissionsDirectory } from '../run/places.ts';
import { runModel, runSweep } from '../run/run-sweep.ts';
import { showRun } from '../run/runs.ts';
import { submit } from './submit.ts';

async function swept(options: TinyOptions = {}): Promise<OpenCompetition> {
  const open = await openCompetition(tinyCompetition(options));
  await runSweep(open, { workers: 0, trials: 3 });
  return open;
}

const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
const idsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0]);

describe('a submission', () => {
  it('has the ids of the sample in its order, its columns, and labels as the training file writes them', async () => {
    const open = await swept();
    const { path, sha256, rows, columns } = await submit(open, 'best');
    const lines = linesOf(path);
    expect(lines[0]).toBe('id,label');
    expect(idsOf(readFileSync(path, 'utf8'))).toEqual(idsOf(files['sample_submission.csv']!));
    expect(new Set(lines.slice(1).map((line) => line.split(',')[1]))).toEqual(new Set(['yes', 'no']));
    expect({ rows, columns }).toEqual({ rows: testRows, columns: ['id', 'label'] });
    expect(sha256).toBe(sha256Of(readFileSync(path)));
    expect(path).toMatch(/submissions\/tiny-search-[0-9a-f]{8}-\d-[0-9a-f]{8}\.csv$/);
  });

  it('is joined by id: another order of the sample is another order of the same lines', async () => {
    const one = await submit(await swept(), 'best');
    const [head, ...lines] = files['sample_submission.csv']!.trimEnd().split('\n');
    const open = await swept({
      files: { 'sample_submission.csv': [head, ...lines.toReversed()].join('\n') },
    });
    const other = await submit(open, 'best');
    expect(linesOf(other.path).slice(1)).toEqual(linesOf(one.path).slice(1).toReversed());
  });

  it('is not made of a run that was pruned', async () => {
    const open = await openCompetition(prunedCompetition({ pruner: 'medianPruner({ startup: 3 })' }));
    const { rows } = await runSweep(open, { workers: 0 });
    const pruned = rows.find(({ state }) => state === 'pruned')!;
    await expect(submit(open, pruned.id)).rejects.toThrow(
      `${pruned.id}: expected a complete run, got one that was pruned: ${pruned.reason}`,
    );
  });

  it('is the same bytes again, and is recorded beside its run', async () => {
    const open = await swept();
    const first = await submit(open, 'best');
    const second = await submit(open, 'best');
    expect(second).toEqual(first);
    const { submissions } = await showRun(open.home, 'best');
    expect(submissions.map(({ sha256, path, refit }) => ({ sha256, path, refit }))).toEqual([
      { sha256: first.sha256, path: first.path, refit: false },
      { sha256: first.sha256, path: first.path, refit: false },
    ]);
  });

  it('waits for another process that records one at the same moment', async () => {
    const open = await swept();
    const { row } = await showRun(open.home, 'best');
    const lock = acquireLock(submissionsDirectory(open.home, row.study));
    setTimeout(() => lock.release(), 150);
    await submit(open, 'best');
    expect((await showRun(open.home, 'best')).submissions).toHaveLength(1);
  });

  it('of a fit on all rows is another file, the same again', async () => {
    const open = await swept();
    const average = await submit(open, 'best');
    const refit = await submit(open, 'best', { refit: true });
    expect(refit.path).toMatch(/-refit-[0-9a-f]{8}\.csv$/);
    expect(refit.path).not.toBe(average.path);
    expect((await submit(open, 'best', { refit: true })).sha256).toBe(refit.sha256);
  });

  it('of probabilities has one a row, of a class each a column matched by name', async () => {
    const two = await swept({ parts: { metric: 'rocAuc()' } });
    for (const line of linesOf((await submit(two, 'best')).path).slice(1)) {
      const probability = Number(line.split(',')[1]);
      expect(probability >= 0 && probability <= 1).toBe(true);
    }
    // The sample names the classes in another order than the task.
    const sample = files['sample_submission.csv']!.replaceAll(',no\n', ',0.5,0.5\n').replace(
      'id,label',
      'id,yes,no',
    );
    const open = await openCompetition(
      tinyCompetition({
        files: { 'sample_submission.csv': sample },
        parts: {
          task: "multiclass(['no', 'yes'])",
          metric: 'logLoss()',
          models: '{ constant: constant() }',
          sweeps: '[]',
        },
      }),
    );
    const { rows } = await runModel(open, { workers: 0 });
    const lines = linesOf((await submit(open, rows[0]!.id)).path);
    expect(lines[0]).toBe('id,yes,no');
    const labels = files['train.csv']!.trimEnd().split('\n').slice(1);
    const share = labels.filter((line) => line.endsWith('yes')).length / labels.length;
    for (const line of lines.slice(1)) {
      const [, yes, no] = line.split(',').map(Number);
      expect(yes).toBeCloseTo(share, 1);
      expect(yes! + no!).toBeCloseTo(1, 12);
    }
  });

  it('of values is in shortest decimals, and not negative on a log1p scale', async () => {
    const numbers = (text: string) => text.replaceAll(',yes', ',12.5').replaceAll(',no', ',0');
    const open = await openCompetition(
      tinyCompetition({
        files: { 'train.csv': numbers(files['train.csv']!) },
        parts: {
          task: "regression({ scale: 'log1p' })",
          metric: 'rmsle()',
          splitter: 'kFold({ folds: 2 })',
          models: '{ linear: linearModel({ epochs: 3 }) }',
          sweeps: '[]',
        },
      }),
    );
    await runModel(open, { workers: 0 });
    for (const line of linesOf((await submit(open, 'best')).path).slice(1)) {
      const text = line.split(',')[1]!;
      expect(text).toBe(String(Number(text)));
      expect(Number(text)).toBeGreaterThanOrEqual(0);
    }
  });

  it('goes where it is told to', async () => {
    const open = await swept();
    const output = join(open.home.directory, 'mine', 'out.csv');
    expect((await submit(open, 'best', { output })).path).toBe(output);
    expect(existsSync(output)).toBe(true);
  });
});

describe('a submission is refused', () => {
  it('where the run failed', async () => {
    const open = await openCompetition(
      tinyCompetition({ parts: { models: "{ bad: guess({ shift: 0, fails: 'nan' }) }", sweeps: '[]' } }),
    );
    const { rows } = await runModel(open, { workers: 0 });
    await expect(submit(open, rows[0]!.id)).rejects.toThrow(
      /expected a complete run, got one that failed: fold 1: expected finite predictions, got NaN in row 1/,
    );
    await expect(submit(open, 'best')).rejects.toThrow(
      'expected a complete run, got none — make one with: foldwise sweep tiny',
    );
  });

  it('where the data has changed since', async () => {
    const open = await swept();
    writeFileSync(join(open.home.dataDirectory, 'test.csv'), files['test.csv']!.replace(',a', ',b'));
    await expect(submit(open, 'best')).rejects.toThrow(
      /expected the data that the run was made with, but the files have changed since — put the old files back/,
    );
  });

  it('where the classes mean something else now: the stored numbers would be those of the other one', async () => {
    const open = await swept();
    const { submissions } = await showRun(open.home, 'best');
    const task = binary({ positive: 'no', negative: 'yes' });
    const changed = { ...open, competition: { ...open.competition, task } };
    await expect(submit(changed, 'best')).rejects.toThrow(
      /^search-[0-9a-f]{8}\/\d: expected the task and target that the run was made for, but the competition has others now — undo the change, or run it anew: foldwise sweep tiny$/,
    );
    expect((await showRun(open.home, 'best')).submissions).toEqual(submissions);
  });

  it('where the sample has other ids than the test file', async () => {
    const open = await swept();
    writeFileSync(
      join(open.home.dataDirectory, 'sample_submission.csv'),
      files['sample_submission.csv']!.replace('r101', 'r555'),
    );
    await expect(submit(open, 'best')).rejects.toThrow(/r(555|101)/);
  });

  it('where the predictions are gone', async () => {
    const open = await swept();
    rmSync(join(open.home.directory, 'runs', 'artifacts'), { recursive: true });
    await expect(submit(open, 'best')).rejects.toThrow(/expected a file named [0-9a-f]{64}/);
  });

  it('where the model is another one now and is to be fitted again', async () => {
    const home = tinyCompetition();
    const open = await openCompetition(home);
    await runModel(open, { model: 'guess', workers: 0 });
    const models = { ...open.competition.models, guess: open.competition.models['constant']! };
    const changed = { home, competition: { ...open.competition, models } };
    await expect(submit(changed, 'best', { refit: true })).rejects.toThrow(
      /expected the model and features that the run was made with, but the competition has others now/,
    );
    expect((await submit(changed, 'best')).rows).toBe(testRows);
  });

  it('where the disk is full, and leaves no half a file', async () => {
    const open = await swept();
    const full = {
      ...realFileCalls,
      write: () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    };
    await expect(submit(open, 'best', {}, { files: full })).rejects.toThrow(
      /could not write .*: the disk is full \(ENOSPC\)/,
    );
    expect(readdirSync(join(open.home.directory, 'submissions'))).toEqual([]);
    expect((await submit(open, 'best')).rows).toBe(testRows);
  });
});
