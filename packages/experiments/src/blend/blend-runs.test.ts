import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { files, testRows, tinyCompetition, trainRows } from '../../test/tiny-competition.ts';
import type { TinyOptions } from '../../test/tiny-competition.ts';
import { openCompetition } from '../run/open-competition.ts';
import type { OpenCompetition } from '../run/options.ts';
import { artifactsDirectory, journalPath } from '../run/places.ts';
import { runModel, runSweep } from '../run/run-sweep.ts';
import { findRun, listRuns, showRun } from '../run/runs.ts';
import { exportRun } from '../submit/export-run.ts';
import { storedPredictions } from '../submit/stored-predictions.ts';
import { submit } from '../submit/submit.ts';
import { arithmeticMean } from './blenders/arithmetic-mean.ts';
import { caruana } from './blenders/caruana.ts';
import { blendRuns } from './blend-runs.ts';

async function swept(options: TinyOptions = {}, trials = 5): Promise<OpenCompetition> {
  const open = await openCompetition(tinyCompetition(options));
  await runSweep(open, { workers: 0, trials });
  return open;
}

const blenders = [arithmeticMean(), caruana({ steps: 10 })];

async function predictionsOf(open: OpenCompetition, id: string) {
  const { predictions } = await showRun(open.home, id);
  return storedPredictions(open.home, { predictions: predictions! });
}

describe('a blend of runs', () => {
  it('is a run of a study of its own, with nested scores and members by id', async () => {
    const open = await swept();
    const { study, rows } = await blendRuns(open, { blenders, top: 3 });
    expect(study).toMatch(/^blend-[0-9a-f]{8}$/);
    const [row] = rows;
    expect(row).toMatchObject({
      id: `${study}/0`,
      kind: 'blend',
      name: 'blend',
      state: 'complete',
      metric: 'accuracy',
      params: { method: expect.any(String), members: expect.any(Number) },
    });
    expect(row!.foldScores).toHaveLength(3);
    const { blend, folds, model, row: shown } = await showRun(open.home, row!.id);
    expect(shown).toEqual(row);
    expect(folds).toEqual([]);
    expect(model).toMatchObject({ kind: 'blend' });
    expect(blend!.nested).toBe(row!.score);
    expect(blend!.considered).toBe(5);
    expect(blend!.members.length).toBeLessThanOrEqual(3);
    expect(blend!.methods.map(({ kind }) => kind)).toEqual(['arithmeticMean', 'caruana']);
    const ids = (await listRuns(open.home)).map(({ id }) => id);
    for (const { run, weight } of blend!.members) {
      expect(ids).toContain(run);
      expect(weight).toBeGreaterThan(0);
    }
    expect(ids).toContain(row!.id);
  });

  it('predicts the weighted sum of what its members predict', async () => {
    const open = await swept({ parts: { metric: 'logLoss()' } });
    const { rows } = await blendRuns(open, { blenders: [arithmeticMean()], postProcessors: [] });
    const { blend } = await showRun(open.home, rows[0]!.id);
    const { test, oof } = await predictionsOf(open, rows[0]!.id);
    const wanted = new Float64Array(testRows);
    for (const { run, weight } of blend!.members) {
      const member = await predictionsOf(open, run);
      for (let i = 0; i < testRows; i++) wanted[i]! += weight * member.test.data[i]!;
    }
    expect(blend!.members).toHaveLength(5);
    expect(Math.max(...wanted.map((p, i) => Math.abs(p - test.data[i]!)))).toBeLessThan(1e-15);
    expect(oof.shape).toEqual([trainRows, 1]);
    // The mean learns nothing, so that its nested score is the raw one.
    expect(blend!.nested).toBe(blend!.raw);
  });

  it('is the same bytes again, and is not made twice; other members, methods or seeds are another study', async () => {
    const open = await swept();
    const notes: string[] = [];
    const first = await blendRuns(open, { blenders });
    const journal = readFileSync(journalPath(open.home, first.study), 'utf8');
    const again = await blendRuns(open, {
      blenders,
      onProgress: (event) => event.type === 'note' && notes.push(event.message),
    });
    expect(again).toEqual(first);
    expect(notes).toContain('this blend was made before: here it is');
    expect(readFileSync(journalPath(open.home, first.study), 'utf8')).toBe(journal);
    const { predictions } = await showRun(open.home, first.rows[0]!.id);
    rmSync(join(open.home.directory, 'runs', first.study), { recursive: true });
    const anew = await blendRuns(open, { blenders });
    expect(anew).toEqual(first);
    expect((await showRun(open.home, anew.rows[0]!.id)).predictions).toBe(predictions);
    for (const other of [{ top: 2 }, { seed: 1 }, { blenders: [caruana()] }]) {
      expect((await blendRuns(open, { blenders, ...other })).study).not.toBe(first.study);
    }
    // Blends are not blended again, so that another one has changed nothing.
    expect((await blendRuns(open, { blenders })).study).toBe(first.study);
  });

  it('goes on after it was stopped, and makes predictions again that were deleted', async () => {
    const open = await swept();
    const stopped = blendRuns(open, { blenders, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect((await listRuns(open.home)).filter(({ kind }) => kind === 'blend')).toEqual([]);
    const { rows } = await blendRuns(open, { blenders });
    const { predictions } = await showRun(open.home, rows[0]!.id);
    rmSync(join(artifactsDirectory(open.home), `${predictions}.safetensors`));
    await expect(submit(open, rows[0]!.id)).rejects.toThrow(/expected a file named/);
    expect((await blendRuns(open, { blenders })).rows).toEqual(rows);
    expect((await submit(open, rows[0]!.id)).rows).toBe(testRows);
  });

  it('is submitted like any run, and is what best finds where it is best', async () => {
    const open = await swept();
    const { rows } = await blendRuns(open, { blenders });
    const { path, rows: lines } = await submit(open, rows[0]!.id);
    expect(lines).toBe(testRows);
    expect(path).toContain(rows[0]!.id.replace('/', '-'));
    const best = await findRun(open.home, 'best');
    const scores = (await listRuns(open.home)).map(({ score }) => score!);
    expect(best.score).toBe(Math.max(...scores));
  });

  it('cannot be fitted anew or exported, and says what can', async () => {
    const open = await swept();
    const { rows } = await blendRuns(open, { blenders });
    const refused =
      /expected a run of one model, got a blend of several — submit it as it is, without --refit/;
    await expect(submit(open, rows[0]!.id, { refit: true })).rejects.toThrow(refused);
    await expect(exportRun(open, rows[0]!.id)).rejects.toThrow(/expected a run of one model, got a blend/);
  });

  it('takes the runs that are named, whole studies among them', async () => {
    const open = await swept();
    const all = await listRuns(open.home);
    const cv = await runModel(open, { model: 'constant', workers: 0 });
    const two = await blendRuns(open, { blenders, from: [all[1]!.id, cv.study] });
    const { blend } = await showRun(open.home, two.rows[0]!.id);
    expect(blend!.considered).toBe(2);
    const whole = await blendRuns(open, { blenders, from: [all[0]!.study] });
    expect((await showRun(open.home, whole.rows[0]!.id)).blend!.considered).toBe(5);
  });

  it('works on a hold-out, whose training rows have no prediction', async () => {
    const open = await swept({ parts: { splitter: 'holdOut({ fraction: 0.5 })' } });
    const { rows } = await blendRuns(open, { blenders });
    expect(rows[0]!.score).toBe(rows[0]!.foldScores[0]);
    const { oof } = await predictionsOf(open, rows[0]!.id);
    expect([...oof.data].filter((p) => !Number.isNaN(p))).toHaveLength(trainRows / 2);
  });

  it.each(['rocAuc()', 'logLoss()', 'accuracy()'])('chooses among every method by %s', async (metric) => {
    const open = await swept({ parts: { metric } });
    const { rows } = await blendRuns(open);
    expect(rows[0]!.score).toEqual(expect.any(Number));
    expect((await submit(open, rows[0]!.id)).rows).toBe(testRows);
  });
});

it('says of squared errors what to expect of the mean of the folds’ models', async () => {
  const numbers = (text: string | null) => text!.replaceAll('yes', '1').replaceAll('no', '0');
  const open = await swept({
    parts: { task: 'regression()', metric: 'rmse()', splitter: 'kFold({ folds: 3 })' },
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, numbers(text)])),
  });
  const { rows } = await blendRuns(open, { blenders: [arithmeticMean()] });
  const { blend } = await showRun(open.home, rows[0]!.id);
  const { single } = blend!;
  const { testByFold } = await predictionsOf(open, single.run);
  expect(testByFold!.shape).toEqual([3, testRows, 1]);
  // The variance of what three models say of a row, by hand.
  let ambiguity = 0;
  for (let row = 0; row < testRows; row++) {
    const said = [0, 1, 2].map((fold) => testByFold!.data[fold * testRows + row]!);
    const mean = (said[0]! + said[1]! + said[2]!) / 3;
    for (const each of said) ambiguity += (each - mean) ** 2 / 3 / testRows;
  }
  expect(ambiguity).toBeGreaterThan(1e-4);
  expect(single.averaged).toBeCloseTo(Math.sqrt(single.nested ** 2 - ambiguity), 12);
  expect(blend!.averaged).toBeLessThan(blend!.nested);
});

describe('what cannot be blended', () => {
  it('is nothing, or one run alone', async () => {
    const open = await openCompetition(tinyCompetition());
    await expect(blendRuns(open)).rejects.toThrow(
      /expected two runs or more to blend, got none — make some: foldwise sweep tiny/,
    );
    const { rows } = await runModel(open, { workers: 0 });
    await expect(blendRuns(open)).rejects.toThrow(
      `expected two runs or more to blend, got only ${rows[0]!.id}`,
    );
    await expect(blendRuns(open, { from: [rows[0]!.id, rows[0]!.id] })).rejects.toThrow(/name more/);
  });

  it('is a run on other folds, for another metric or task: left out, or refused where it is named', async () => {
    const home = tinyCompetition();
    const old = await openCompetition(home);
    const { rows } = await runSweep(old, { workers: 0, trials: 2 });
    const change = (from: string, to: string) => {
      const module = home.module.replace('competition.ts', `other-${to.replaceAll(/\W/g, '')}.ts`);
      writeFileSync(new URL(module), readFileSync(new URL(home.module), 'utf8').replace(from, to));
      return openCompetition({ ...home, module });
    };
    const cases = [
      ['folds: 3', 'folds: 4', /it was made on other folds/],
      ['metric: accuracy()', 'metric: logLoss()', /it was made for another metric, accuracy/],
      [
        "positive: 'yes', negative: 'no'",
        "positive: 'no', negative: 'yes'",
        /other folds|another task or target/,
      ],
    ] as const;
    for (const [from, to, reason] of cases) {
      const notes: string[] = [];
      const open = await change(from, to);
      const from2 = rows.map(({ id }) => id);
      await expect(blendRuns(open, { from: from2 })).rejects.toThrow(reason);
      await expect(
        blendRuns(open, { onProgress: (event) => event.type === 'note' && notes.push(event.message) }),
      ).rejects.toThrow(/got none/);
      expect(notes.join()).toMatch(/2 runs are left out: /);
      expect(notes.join()).toMatch(reason);
    }
  });

  it('is a run that failed, a blend, and a run without its predictions: by its id', async () => {
    const open = await swept({
      parts: {
        sweeps: `[search, defineSweep({ name: 'failing', space: { shift: float(0, 1) }, model: (p) => guess({ shift: p.shift, fails: true }) })]`,
      },
    });
    const all = await listRuns(open.home);
    const failed = await runSweep(open, { sweep: 'failing', trials: 1, workers: 0 });
    const good = all[0]!.id;
    await expect(blendRuns(open, { from: [good, failed.rows[0]!.id] })).rejects.toThrow(
      `${failed.rows[0]!.id}: expected a run that can be blended with today's, but it is failed`,
    );
    const { rows } = await blendRuns(open, { blenders });
    await expect(blendRuns(open, { from: [good, rows[0]!.id] })).rejects.toThrow(/but it is a blend itself/);
    await expect(blendRuns(open, { from: [good, 'nonsense'] })).rejects.toThrow(
      /expected a run, got "nonsense"/,
    );

    const { predictions } = await showRun(open.home, all[1]!.id);
    const path = join(artifactsDirectory(open.home), `${predictions}.safetensors`);
    rmSync(path);
    await expect(blendRuns(open, { blenders: [caruana()] })).rejects.toThrow(
      new RegExp(`^${all[1]!.id}: expected its predictions, but they cannot be read: .* — leave it out`),
    );
    writeFileSync(path, 'cut off');
    await expect(blendRuns(open, { blenders: [caruana()] })).rejects.toThrow(/it is damaged/);
  });

  it('is a number of members, or methods, that make no sense', async () => {
    const open = await swept({}, 2);
    await expect(blendRuns(open, { top: 0 })).rejects.toThrow(
      /expected top as a whole number of at least 1, got 0 — pass --top 10/,
    );
    await expect(blendRuns(open, { blenders: [] })).rejects.toThrow(/expected one blender or more, got none/);
    await expect(blendRuns(open, { seed: -1 })).rejects.toThrow(/expected seed/);
  });
});
