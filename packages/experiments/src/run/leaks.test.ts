import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { leaksOf } from './leaks.ts';
import { openCompetition } from './open-competition.ts';
import type { RunOptions } from './options.ts';
import { prepareData } from './prepare-data.ts';
import { runModel, runSweep } from './run-sweep.ts';

/** Forty rows with a column that repeats the label. */
function leaky() {
  const rows = Array.from({ length: 40 }, (_, i) => [i, (i * 7) % 13, i % 3 === 0 ? 'yes' : 'no'] as const);
  const tests = Array.from({ length: 9 }, (_, i) => [100 + i, (i * 5) % 13] as const);
  return tinyCompetition({
    before: `const leaky = defineSchema({ id: id(), x: number(), boat: category(), label: target() });`,
    parts: { schema: 'leaky' },
    files: {
      'train.csv': `id,x,boat,label\n${rows.map(([id, x, label]) => `${id},${x},${label === 'yes' ? 'A' : ''},${label}`).join('\n')}\n`,
      'test.csv': `id,x,boat\n${tests.map(([id, x]) => `${id},${x},A`).join('\n')}\n`,
      'sample_submission.csv': `id,label\n${tests.map(([id]) => `${id},no`).join('\n')}\n`,
    },
  });
}

const leak = '"boat" alone tells "label": cross-validated AUC 1.000';
const advice =
  'find out whether "boat" is known when a prediction is asked for; if not, make it ignored() in the schema';

/** The notes of a run, and what it ended with. */
async function notesOf(run: (options: RunOptions) => Promise<unknown>, options: RunOptions = {}) {
  const notes: string[] = [];
  const onProgress: RunOptions['onProgress'] = (event) => {
    if (event.type === 'note') notes.push(event.message);
  };
  const ended = await run({ workers: 0, ...options, onProgress }).then(
    () => 'done',
    (error: unknown) => String(error),
  );
  return { notes, ended };
}

it('a model and a sweep tell of a leak in a line, and go on', { timeout: 30_000 }, async () => {
  const open = await openCompetition(leaky());
  const line = `leak: ${leak} — ${advice}`;
  const told = { notes: [line], ended: 'done' };
  expect(await notesOf((options) => runModel(open, { ...options, model: 'constant' }))).toEqual(told);
  expect(await notesOf((options) => runSweep(open, { ...options, trials: 1 }))).toEqual({
    notes: [line, expect.stringMatching(/^sampler: 10 trials spread evenly/)],
    ended: 'done',
  });
});

it('strict refuses data with a leak, before a fold is trained', { timeout: 30_000 }, async () => {
  const open = await openCompetition(leaky());
  const { ended } = await notesOf((options) => runSweep(open, options), { strict: true });
  expect(ended).toBe(
    `FoldwiseError: --strict: expected data and folds without a leak, but ${leak} — ${advice}`,
  );
  expect(readdirSync(join(open.home.directory, 'runs')).toSorted()).toEqual(['audits', 'folds']);
});

it('without a leak there is nothing to tell, and strict goes on', { timeout: 30_000 }, async () => {
  const open = await openCompetition(tinyCompetition());
  const run = (options: RunOptions) => runModel(open, { ...options, model: 'constant' });
  expect(await notesOf(run, { strict: true })).toEqual({ notes: [], ended: 'done' });
});

it('leaks are looked for once, and again where what was kept is damaged or the data is other', async () => {
  const open = await openCompetition(leaky());
  const prepared = await prepareData(open);
  const found = leaksOf(open, prepared);
  expect(found.map(({ evidence }) => evidence)).toEqual([leak]);
  const folder = join(open.home.directory, 'runs/audits');
  const path = join(folder, readdirSync(folder)[0]!);
  const text = readFileSync(path, 'utf8');
  // Only one who reads what was kept says what is written here.
  writeFileSync(path, text.replace('alone tells', 'is said to tell'));
  const second = leaksOf(open, prepared);
  expect(second.map(({ evidence }) => evidence)).toEqual([leak.replace('alone tells', 'is said to tell')]);
  expect(leaksOf(open, { ...prepared, dataHash: 'other' })).toEqual(found);
  expect(readdirSync(folder)).toHaveLength(2);
  writeFileSync(path, text.slice(0, 20));
  expect(leaksOf(open, prepared)).toEqual(found);
  expect(readFileSync(path, 'utf8')).toBe(text);
});
