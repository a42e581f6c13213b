import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { adam, executorFor, referenceExecutor } from '@foldwise/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openJournal } from '../journal/journal.ts';
import { thisProcess } from '../journal/process-identity.ts';
import { neuralNetwork } from '../model/neural-network.ts';
import { submit } from '../submit/submit.ts';
import { crossValidate } from './cross-validate.ts';
import type { CompetitionHome } from './home.ts';
import { describeMachine } from './machine.ts';
import { openCompetition } from './open-competition.ts';
import type { RunSweepOptions } from './options.ts';
import { journalPath } from './places.ts';
import { prepareData } from './prepare-data.ts';
import { runModel, runSweep } from './run-sweep.ts';
import { showRun } from './runs.ts';
import { studyEvent } from './study-event-schema.ts';

const network = `neuralNetwork({ layers: [dense({ units: 9 }), activation('silu')], optimizer: adam({ learningRate: 0.02 }), epochs: 6, batchSize: 8 })`;
const before = `const nets = defineSweep({ name: 'nets', space: { units: choice(3, 8, 17) }, sampler: randomSampler(), trials: 3, model: (p) => neuralNetwork({ layers: [dense({ units: p.units }), activation('tanh')], optimizer: adam({ learningRate: 0.02 }), epochs: 4, batchSize: 7 }) });`;
const parts = { sweeps: '[nets]', models: `{ net: ${network} }`, metric: 'logLoss()' };

/** A competition of networks; each call is a folder of its own. */
const nets = () => tinyCompetition({ before, parts });

async function sweep(home: CompetitionHome, options: RunSweepOptions = {}) {
  return runSweep(await openCompetition(home), { workers: 0, ...options });
}

/** The same files elsewhere, so that a study begins anew. */
function copyOf(home: CompetitionHome): CompetitionHome {
  const directory = mkdtempSync(join(tmpdir(), 'foldwise-copy-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(home.directory, directory, { recursive: true, filter: (path) => !path.includes('/runs') });
  const module = pathToFileURL(join(directory, 'competition.ts')).href;
  return { ...home, directory, dataDirectory: join(directory, 'data'), module };
}

const artifactsOf = (home: CompetitionHome) =>
  readdirSync(join(home.directory, 'runs', 'artifacts')).toSorted();

describe('networks of a run', { timeout: 90_000 }, () => {
  it.each([
    { portable: false, threads: [1, 2, 4] },
    { portable: true, threads: [1, 2, 4] },
  ])(
    'have the same bits in this thread, with $threads workers and on going on; portable: $portable',
    async ({ portable, threads }) => {
      const home = nets();
      const inline = await sweep(home, { portable });
      expect(inline.rows.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete']);
      for (const workers of threads) {
        const other = copyOf(home);
        if (workers === 2) await sweep(other, { portable, trials: 1, workers: 1 });
        expect(JSON.stringify(await sweep(other, { portable, workers }))).toBe(JSON.stringify(inline));
        expect(artifactsOf(other)).toEqual(artifactsOf(home));
      }
    },
  );

  it('are another study where they are portable, and say on which tier they ran', async () => {
    const home = nets();
    const fast = await sweep(home, { trials: 1 });
    const portable = await sweep(home, { trials: 1, portable: true });
    expect(portable.study).not.toBe(fast.study);
    const tierOf = async (id: string) => {
      const { tier, portable: asked } = (await showRun(home, id)).machine!;
      return [tier, asked];
    };
    expect(await tierOf(fast.rows[0]!.id)).toEqual([executorFor().tier, false]);
    expect(await tierOf(portable.rows[0]!.id)).toEqual(['plain', true]);
    expect((await showRun(home, portable.rows[0]!.id)).study).toHaveProperty('portable', true);
    expect((await showRun(home, fast.rows[0]!.id)).study).not.toHaveProperty('portable');
  });

  it('are computed by what the description says, where it says so', async () => {
    const given = { layers: [], optimizer: adam({ learningRate: 0.05 }), epochs: 3 };
    const open = await openCompetition(nets());
    const data = await prepareData(open);
    const validate = (model: ReturnType<typeof neuralNetwork>, portable = false) =>
      crossValidate(open.competition, data, model, { portable });
    expect(neuralNetwork(given).spec).not.toHaveProperty('executor');
    const reference = neuralNetwork({ ...given, executor: referenceExecutor });
    expect(reference.spec).toHaveProperty('executor', 'reference');
    const [one, other, portable] = [
      await validate(reference),
      await validate(reference, true),
      await validate(neuralNetwork(given), true),
    ];
    expect(other.oof).toEqual(one.oof);
    expect(portable.oof).not.toEqual(one.oof);
    expect(portable.score).toBeCloseTo(one.score, 5);
  });

  it('are fitted anew as the run was, or portably where that is asked for, in a file of another name', async () => {
    const open = await openCompetition(nets());
    const { rows } = await runModel(open, { workers: 0, portable: true });
    const asRun = await submit(open, rows[0]!.id, { refit: true });
    const asked = await submit(open, rows[0]!.id, { refit: true, portable: true });
    expect(asked).toEqual(asRun);
    const fast = await runModel(open, { workers: 0 });
    const named = await submit(open, fast.rows[0]!.id, { refit: true, portable: true });
    expect(named.path).toContain('-refit-portable-');
  });

  it.each([0, 2])('tell once of an op that has no kernel, with %s workers', async (workers) => {
    const own = `
import { primitive } from ${JSON.stringify(new URL('../../../core/src/index.ts', import.meta.url).href)};
const shifted = primitive({ name: 'shiftedByOne', shape: ([x]) => x, forward: ([x]) => ({ shape: x.shape, data: x.data.map((n) => n + 1) }), backward: (gradient) => [() => gradient] });
const shift = { spec: { kind: 'shift' }, outputShape: (shape) => shape, init: () => [], apply: (_, x) => shifted(null, x) };
const odd = neuralNetwork({ layers: [shift], optimizer: adam(), epochs: 2 });`;
    const notes: string[] = [];
    await runModel(await openCompetition(tinyCompetition({ before: own, parts: { models: '{ odd }' } })), {
      workers,
      onProgress: (event) => void (event.type === 'note' && notes.push(event.message)),
    });
    expect(notes).toEqual(['no kernel for shiftedByOne: it is computed in JavaScript, slower']);
  });

  it('say so where they go on on a machine with other bits', async () => {
    const home = nets();
    const { study } = await sweep(home, { trials: 1, portable: true });
    const journal = openJournal(journalPath(home, study), studyEvent);
    const machine = describeMachine(home.directory, { tier: 'relaxed', portable: true });
    journal.append({
      type: 'session',
      process: thisProcess(),
      machine,
      workers: 1,
      at: '2026-01-01T00:00:00.000Z',
    });
    journal.append({ type: 'session-ended', at: '2026-01-01T00:00:01.000Z' });
    journal.close();
    const notes: string[] = [];
    const onProgress: RunSweepOptions['onProgress'] = (event) =>
      void (event.type === 'note' && notes.push(event.message));
    await sweep(home, { trials: 2, portable: true, onProgress });
    expect(notes).toEqual([expect.stringContaining(`${study} was begun on the tier "relaxed"`)]);
    // The last session is of this machine again.
    await sweep(home, { trials: 3, portable: true, onProgress });
    expect(notes).toHaveLength(1);
  });

  it('of a journal from before there were tiers go on', async () => {
    const { tier, portable, ...older } = describeMachine('.', { tier: 'plain', portable: false });
    expect([tier, portable]).toEqual(['plain', false]);
    const event = { type: 'session', process: thisProcess(), machine: older, workers: 1, at: '2026' };
    expect(studyEvent.parse(event)).toMatchObject({ machine: { tier: null, portable: false } });
  });
});
