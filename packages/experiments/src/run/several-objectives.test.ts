import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { nsga2Sampler } from '../search/samplers/nsga2.ts';
import { openCompetition } from './open-competition.ts';
import { paretoRows } from './pareto-rows.ts';
import { journalPath } from './places.ts';
import type { ProgressEvent } from './progress.ts';
import type { RunRow } from './run-row.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { listRuns } from './runs.ts';

const patience = { timeout: 120_000 };

/** Beside its accuracy a trial is to have a low loss, and its parameter is to be high. */
const sweep = (rest: string) => `const both = defineSweep({
  name: 'both',
  space: { shift: float(0, 1) },
  trials: 10,
  lag: 2,
  model: (p) => guess({ ...p, fails: false }),
  ${rest}
});`;
const objectives = `objectives: [logLoss()], sampler: experiments.nsga2Sampler({ population: 4 })`;

const competition = (rest = objectives, parts: Readonly<Record<string, string>> = {}) =>
  tinyCompetition({ before: sweep(rest), parts: { sweeps: '[both]', ...parts } });

describe('a sweep with several objectives', patience, () => {
  it('keeps what came of each, the score first, as a metric of its own would say', async () => {
    const { rows } = await runSweep(await openCompetition(competition()), { workers: 0, trials: 4 });
    for (const row of rows) {
      expect(row.objectives).toMatchObject([
        { name: 'accuracy', goal: 'maximize', value: row.score },
        { name: 'logLoss', goal: 'minimize' },
      ]);
    }
    // The same models, drawn by the same random numbers, where that metric is the competition's.
    const alone = `sampler: experiments.nsga2Sampler({ population: 4 })`;
    const other = await runSweep(await openCompetition(competition(alone, { metric: 'logLoss()' })), {
      workers: 0,
      trials: 4,
    });
    expect(other.rows.map(({ params }) => params)).toEqual(rows.map(({ params }) => params));
    expect(other.rows.map(({ score }) => score)).toEqual(rows.map((row) => row.objectives?.[1]?.value));
  });

  it('gives the same rows for any number of workers, and after it was cut off', async () => {
    const whole = await runSweep(await openCompetition(competition()), { workers: 0 });
    expect(await runSweep(await openCompetition(competition()), { workers: 2 })).toEqual(whole);
    const home = competition();
    await runSweep(await openCompetition(home), { workers: 0, trials: 7 });
    const path = journalPath(home, whole.study);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${lines.slice(0, -4).join('\n')}\n`);
    expect(await runSweep(await openCompetition(home), { workers: 0 })).toEqual(whole);
    expect(await listRuns(home)).toEqual(whole.rows);
  });

  it('has the sampler see all of them', async () => {
    const seen = await runSweep(await openCompetition(competition()), { workers: 0 });
    const blind = `sampler: experiments.nsga2Sampler({ population: 4 })`;
    const score = await runSweep(await openCompetition(competition(blind)), { workers: 0 });
    const params = ({ rows }: typeof seen) => rows.map((row) => row.params);
    // The first generation and what is under way meanwhile are the same.
    expect(params(seen).slice(0, 5)).toEqual(params(score).slice(0, 5));
    expect(params(seen)).not.toEqual(params(score));
    expect(nsga2Sampler().servesSeveralGoals).toBe(true);
  });

  it('is searched by generations where it names no sampler, and says so', async () => {
    const open = await openCompetition(competition('objectives: [logLoss()]'));
    expect(open.competition.sweeps[0]!.sampler.spec).toEqual(nsga2Sampler().spec);
    const notes: string[] = [];
    const onProgress = (event: ProgressEvent) => event.type === 'note' && notes.push(event.message);
    await runSweep(open, { workers: 0, trials: 1, onProgress });
    expect(notes).toContain('sampler: generations of trials (nsga2), since there are 2 goals');
  });

  it('fails a trial that has no such number, with the reason', async () => {
    const home = competition('objectives: [experiments.weightCount()]');
    const { rows } = await runSweep(await openCompetition(home), { workers: 0, trials: 1 });
    expect(rows[0]).toMatchObject({ state: 'failed' });
    expect(rows[0]!.reason).toContain('objective weights: expected a network, got a model without layers');
    expect(rows[0]!.objectives?.map(({ value }) => value)).toEqual([null, null]);
  });

  it('counts the weights and the work of a network', async () => {
    const network = `objectives: [experiments.weightCount(), experiments.flopCount()], model: (p) => neuralNetwork({ layers: [dense({ units: 2 })], optimizer: adam(), epochs: 1 })`;
    const home = competition(network);
    const { rows } = await runSweep(await openCompetition(home), { workers: 0, trials: 1 });
    // x and three options make 4 features: 4·2 + 2 and 2·1 + 1 weights; a multiplication and an addition each, biases aside.
    expect(rows[0]!.objectives?.slice(1).map(({ value }) => value)).toEqual([13, 20]);
  });

  it.each([
    [
      'a sampler of the score alone',
      'objectives: [logLoss()], sampler: tpeSampler()',
      /tpe.*nsga2Sampler\(\)/,
    ],
    ['a pruner', 'objectives: [logLoss()], pruner: experiments.medianPruner()', /no pruner/],
    [
      'a rule that ends it by its score alone',
      'objectives: [logLoss()], stop: experiments.regretBound()',
      /stopping rule for several goals, got .*regretBound.*noImprovement\(50\)/,
    ],
    ['a name twice', 'objectives: [logLoss(), logLoss()]', /"logLoss" twice/],
    ['the metric again', 'objectives: [accuracy()]', /accuracy again/],
    ['what is no objective', `objectives: ['rmse']`, /metrics or objectives/],
  ])('refuses %s', async (_, rest, message) => {
    await expect(openCompetition(competition(rest))).rejects.toThrow(message);
  });

  it('refuses a metric that cannot score the task', async () => {
    const home = competition(objectives, { task: 'regression()', metric: 'mae()' });
    await expect(openCompetition(home)).rejects.toThrow(
      'competition "tiny", sweep "both": expected a metric for a regression task, got logLoss (it scores probabilities)',
    );
  });

  it('learns from no sweep that was searched for something else', async () => {
    const before = `${sweep(objectives)} const later = defineSweep({ name: 'later', space: { shift: float(0, 1) }, warmStart: ['both'], model: (p) => guess({ ...p, fails: false }) });`;
    const home = tinyCompetition({ before, parts: { sweeps: '[both, later]' } });
    await runSweep(await openCompetition(home), { workers: 0, trials: 2 });
    const open = await openCompetition(home);
    await expect(runSweep(open, { sweep: 'later', workers: 0, trials: 1 })).rejects.toThrow(
      'expected trials of a sweep with the same objectives',
    );
  });
});

describe('paretoRows', () => {
  it('keeps of each study what none is better than in everything', async () => {
    const [row] = (await runModel(await openCompetition(tinyCompetition()), { workers: 0 })).rows;
    const of = (study: string, first: number, second: number | null): RunRow => ({
      ...row!,
      study,
      objectives: [
        { name: 'accuracy', goal: 'maximize', value: first },
        { name: 'weights', goal: 'minimize', value: second },
      ],
    });
    const [a, b, c, d] = [of('s', 0.9, 100), of('s', 0.8, 10), of('s', 0.8, 50), of('s', 0.7, 5)];
    const other = of('t', 0.1, 1000);
    expect(paretoRows([d, c, row!, b, a, other])).toEqual([d, b, a, other]);
    expect(paretoRows([of('s', 0.9, null), b])).toContain(b);
    expect(paretoRows([{ ...a, state: 'failed' }])).toEqual([]);
  });
});
