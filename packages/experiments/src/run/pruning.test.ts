import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { referenceExecutor, rng } from '@foldwise/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { prunedCompetition } from '../../test/pruned-competition.ts';
import { readJournal } from '../journal/read-journal.ts';
import { foldFeatures, keepFeatures } from './fold-features.ts';
import type { Executor } from './fold-task.ts';
import type { CompetitionHome } from './home.ts';
import { openCompetition } from './open-competition.ts';
import type { RunSweepOptions } from './options.ts';
import { journalPath } from './places.ts';
import { prepareData } from './prepare-data.ts';
import { runFoldTask } from './run-fold-task.ts';
import { runSweep } from './run-sweep.ts';
import { findRun, listRuns, showRun } from './runs.ts';
import { studyEvent } from './study-event-schema.ts';

async function sweep(home: CompetitionHome, options: RunSweepOptions = {}) {
  return runSweep(await openCompetition(home), { workers: 0, ...options });
}

/** The same competition in a folder of its own, without its runs. */
function copyOf(home: CompetitionHome): CompetitionHome {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-copy-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const filter = (path: string) => !path.includes('/runs') && !path.endsWith('epochs.txt');
  cpSync(home.directory, directory, { recursive: true, filter });
  const module = pathToFileURL(join(directory, 'competition.ts')).href;
  return { ...home, directory, dataDirectory: join(directory, 'data'), module };
}

/** How many epochs were trained, whether they count or not. */
function epochsOf(home: CompetitionHome): number {
  return readFileSync(join(home.directory, 'epochs.txt'), 'utf8').length;
}

const pruners = [
  'medianPruner({ startup: 3 })',
  'percentilePruner(30, { startup: 3, warmup: 2, interval: 2 })',
  'patientPruner(experiments.medianPruner({ startup: 3 }), { patience: 0 })',
  'successiveHalvingPruner()',
  'hyperbandPruner({ maxEpochs: 9 })',
  'pairedPruner({ startup: 3 })',
  'eitherPruner(experiments.successiveHalvingPruner({ minEpochs: 3 }), experiments.pairedPruner({ startup: 3 }))',
];

/** Trains all folds at once, one farther than the other: what threads may do at worst, without any. */
async function atOnce(home: CompetitionHome, seed: number): Promise<Executor> {
  const open = await openCompetition(home);
  const data = await prepareData(open);
  const kept = keepFeatures((transformer, fold) => foldFeatures(transformer, data, fold));
  const features = (fold: number) => kept(open.competition.features, fold);
  const random = rng(seed);
  const turns = async (): Promise<void> => {
    for (let turn = random.below(30); turn > 0; turn--) await setImmediate();
  };
  return {
    run: async (task, onEpoch, { stop } = {}) => {
      // Reports come later than they are made, in their order; the outcome comes after them.
      let heard = turns();
      const outcome = await runFoldTask(
        open.competition,
        features,
        task,
        referenceExecutor,
        (...report) => {
          heard = heard.then(turns).then(() => onEpoch(...report));
        },
        stop,
      );
      await heard;
      await turns();
      return outcome;
    },
    close: async () => {},
  };
}

describe('a sweep with a pruner', { timeout: 120_000 }, () => {
  it.each(pruners)('gives the same rows in whatever order folds report: %s', async (pruner) => {
    const home = prunedCompetition({ pruner, trials: 14 });
    const inline = await sweep(home);
    expect(new Set(inline.rows.map(({ state }) => state))).toEqual(new Set(['complete', 'pruned']));
    for (const seed of [1, 2, 3]) {
      const other = copyOf(home);
      const executor = await atOnce(other, seed);
      const scrambled = await runSweep(await openCompetition(other), { workers: 8 }, { executor });
      expect(JSON.stringify(scrambled)).toBe(JSON.stringify(inline));
    }
  });

  it('gives the same rows with one, two and four workers', async () => {
    // Epochs that take a moment, so that folds and trials do overlap.
    const home = prunedCompetition({ pruner: pruners.at(-1)!, trials: 10, delay: 1 });
    const inline = await sweep(home);
    for (const workers of [1, 2, 4]) {
      const other = copyOf(home);
      expect(JSON.stringify(await sweep(other, { workers }))).toBe(JSON.stringify(inline));
    }
  });

  it('trains few epochs of hopeless trials, and loses no good one', async () => {
    const whole = prunedCompetition({});
    const all = await sweep(whole);
    expect(epochsOf(whole)).toBe(20 * 3 * 9);
    const best = all.rows.reduce((a, b) => (b.score! > a.score! ? b : a));
    for (const [pruner, share] of [
      ['medianPruner({ startup: 3 })', 0.7],
      ['successiveHalvingPruner({ minEpochs: 3 })', 0.6],
      [
        'eitherPruner(experiments.medianPruner({ startup: 3 }), experiments.pairedPruner({ startup: 3 }))',
        0.7,
      ],
    ] as const) {
      const home = prunedCompetition({ pruner });
      const { rows } = await sweep(home);
      expect(epochsOf(home)).toBeLessThan(share * epochsOf(whole));
      expect(rows[best.trial]).toMatchObject({ state: 'complete', score: best.score, params: best.params });
      expect(rows.map(({ params }) => params)).toEqual(all.rows.map(({ params }) => params));
    }
  });

  it('journals where and why a trial was pruned, with what it had told by then', async () => {
    const home = prunedCompetition({ pruner: 'medianPruner({ startup: 3 })', unit: 'metric' });
    const { study, rows } = await sweep(home);
    const pruned = rows.filter(({ state }) => state === 'pruned');
    expect(pruned.every(({ score }) => score === null)).toBe(true);
    const { events } = readJournal(journalPath(home, study), studyEvent);
    const ends = events.filter((event) => event.type === 'trial-pruned');
    expect(ends.map(({ trial }) => trial)).toEqual(pruned.map(({ trial }) => trial));
    for (const [i, { fold, epoch, folds, steps, score, reason }] of ends.entries()) {
      const curves = folds.map(({ curve }) => curve.length);
      expect(curves).toEqual([...Array.from({ length: fold }, () => 9), epoch ?? 9]);
      expect(steps).toBe(9 * fold + (epoch ?? 9));
      const scores = folds.map((each) => each.score);
      expect(score).toBe(
        epoch === null
          ? scores.reduce((sum: number, each) => sum + each!, 0) / (fold + 1)
          : folds.at(-1)!.curve.at(-1),
      );
      const place = epoch === null ? `fold ${fold + 1}` : `fold ${fold + 1}, epoch ${epoch}`;
      expect(pruned[i]!.reason).toBe(`${place}: ${reason}`);
      expect(pruned[i]!.foldScores).toHaveLength(epoch === null ? fold + 1 : fold);
    }
    const details = await showRun(home, pruned[0]!.id);
    expect(details.row).toEqual(pruned[0]);
    expect(details.folds).toEqual(ends[0]!.folds);
    expect((await findRun(home, 'best')).state).toBe('complete');
  });

  it('reads journals of before curves had a unit', () => {
    const fold = { fold: 0, score: 1, curve: [1, NaN], epochs: 2, seconds: 1, weights: null };
    const ended = { trial: 0, params: {}, model: {}, seconds: 1, at: '2026-01-01T00:00:00.000Z' };
    const complete = { type: 'trial-complete', score: 1, foldScores: [1], folds: [fold], layers: null };
    const event = { ...ended, ...complete, predictions: '00' };
    expect(studyEvent.parse(event)).toEqual(event);
  });

  it('hands losses to nobody who takes them for scores', async () => {
    const spy = `{ spec: { kind: 'spy' }, suggest: ({ trial, history }) => ({ place: [0.4, 0.5, 0.45, 0.9][trial % 4], seen: history.map(({ state, score, steps }) => [state, state === 'pruned' && Number.isNaN(score), steps ?? 0]) }) }`;
    const before = 'sampler: ' + spy;
    const home = prunedCompetition({ pruner: `medianPruner({ startup: 3 }), ${before}`, trials: 12 });
    const { rows } = await sweep(home);
    const seen = rows.at(-1)!.params['seen'] as readonly (readonly [string, boolean, number])[];
    const cut = seen.filter(([state]) => state === 'pruned');
    expect(cut.length).toBeGreaterThan(0);
    // Cut in the first fold: there is no score yet, only a loss.
    expect(cut.every(([, isUnknown, steps]) => isUnknown === steps < 9)).toBe(true);
  });

  it('ends with what a pruner throws, and keeps what is finished', async () => {
    const bad = `neverPruner(), pruner: { spec: { kind: 'bad' }, prune: ({ trial }) => { if (trial === 3) throw new Error('no idea'); } }`;
    const home = prunedCompetition({ pruner: bad, trials: 6 });
    await expect(sweep(home)).rejects.toThrow('no idea');
    await expect(sweep(home, { workers: 2 })).rejects.toThrow('no idea');
    // With two workers, trials after it may have ended before.
    const kept = (await listRuns(home)).map(({ trial }) => trial);
    expect(kept.slice(0, 3)).toEqual([0, 1, 2]);
    expect(kept).not.toContain(3);
  });

  it('is another study than one without', async () => {
    const one = await sweep(prunedCompetition({ trials: 1 }));
    const two = await sweep(prunedCompetition({ trials: 1, pruner: 'medianPruner()' }));
    const three = await sweep(prunedCompetition({ trials: 1, stop: 'noImprovement(3)' }));
    expect(two.study).not.toBe(one.study);
    // A rule that ends the search changes no trial.
    expect(three.study).toBe(one.study);
  });
});

/** Runs the sweep in a process of its own, and kills it after so many lines. */
function runAndKill(home: CompetitionHome, workers: number, lines: number): Promise<string> {
  const script = fileURLToPath(new URL('../../test/run-tiny.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--conditions=@foldwise/source', script, JSON.stringify({ home, workers })],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (out.split('\n').length > lines) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.on('close', () => resolve(out)));
}

describe('kill -9 and a pruner', { timeout: 120_000 }, () => {
  it('end in the rows of an uninterrupted run', async () => {
    const pruner =
      'eitherPruner(experiments.medianPruner({ startup: 3 }), experiments.pairedPruner({ startup: 3 }))';
    const home = prunedCompetition({ pruner, trials: 12, delay: 1 });
    const whole = await sweep(copyOf(home));
    for (const [workers, lines] of [
      [2, 50],
      [0, 120],
    ] as const)
      expect(await runAndKill(home, workers, lines)).not.toContain('[');
    const out = await runAndKill(home, 2, Infinity);
    expect(out.trimEnd().split('\n').at(-1)).toBe(JSON.stringify(whole.rows));
    const { events } = readJournal(journalPath(home, whole.study), studyEvent);
    const ended = events.filter(({ type }) => type === 'trial-complete' || type === 'trial-pruned');
    expect(ended).toHaveLength(12);
  });
});

describe('a rule that ends a search', { timeout: 120_000 }, () => {
  it('ends it at the same trial with any number of workers, and after an interruption', async () => {
    const home = prunedCompetition({ stop: 'noImprovement(5)', trials: 40 });
    const inline = await sweep(home);
    expect(inline.stopped).toBe('no better score for 5 trials');
    expect(inline.rows.length).toBeGreaterThanOrEqual(5 + 3);
    expect(inline.rows.length).toBeLessThan(40);
    const best = inline.rows.reduce((a, b) => (b.score! > a.score! ? b : a));
    // Five trials after the best one, and the lag.
    expect(inline.rows).toHaveLength(best.trial + 1 + 5 + 3);
    const parts = copyOf(home);
    await sweep(parts, { trials: 6 });
    for (const other of [copyOf(home), parts]) expect(await sweep(other, { workers: 2 })).toEqual(inline);
    // In place of the sweep's own, and the study goes on.
    const on = await sweep(home, {
      trials: inline.rows.length + 1,
      stop: { spec: { kind: 'mine' }, stop: () => undefined },
    });
    expect(on.rows.slice(0, -1)).toEqual(inline.rows);
    expect(on.stopped).toBeUndefined();
  });

  it('of time finishes what was begun: the first rows of the whole sweep', async () => {
    const home = prunedCompetition({ trials: 30, delay: 4 });
    const notes: string[] = [];
    const { rows, stopped } = await sweep(home, {
      workers: 2,
      timeLimitSeconds: 0.5,
      onProgress: (event) => event.type === 'note' && notes.push(event.message),
    });
    expect(stopped).toBe('the time limit of 0.5 s is over');
    expect(notes).toContain(`no trial is begun after ${rows.length} of them: ${stopped}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(30);
    const whole = await sweep(home);
    expect(whole.rows.slice(0, rows.length)).toEqual(rows);
    expect(whole.rows).toHaveLength(30);
    await expect(sweep(home, { timeLimitSeconds: 0 })).rejects.toThrow(
      'sweep: expected a time limit above 0 seconds, got 0 — pass --time 2h',
    );
  });
});
