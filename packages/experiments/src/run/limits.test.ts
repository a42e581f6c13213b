import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { readJournal } from '../journal/read-journal.ts';
import { openCompetition } from './open-competition.ts';
import { journalPath } from './places.ts';
import type { RunSweepOptions } from './options.ts';
import { runSweep } from './run-sweep.ts';
import { studyEvent } from './study-event-schema.ts';

/** A model that is bad in the way that it is told. */
const bad = `
const bad = (p) => ({
  ...guess({ shift: 0.5, fails: false }),
  spec: { kind: 'bad', ...p },
  async fit(train, context) {
    for (let epoch = 1; p.way === 'hangs'; epoch++) if (p.tells) context.report(epoch, 0);
    if (p.way === 'fills the heap') for (const all = []; ; ) all.push([Math.sqrt(all.length)]);
    if (p.way === 'fills arrays') {
      const all = [];
      for (let epoch = 1; epoch < 50; epoch++) {
        all.push(new Float64Array(2 ** 20).fill(epoch));
        context.report(epoch, 0);
      }
    }
    return guess({ shift: 0.5, fails: false }).fit(train, context);
  },
});
`;

const outcomesOf = (ways: readonly string[], limits: string, tells = false) => {
  const enqueue = ways.map((way) => ({ way, tells }));
  const sweep = `defineSweep({ name: 'bad', space: { way: choice(...${JSON.stringify([...new Set(ways)])}), tells: choice(${tells}) }, enqueue: ${JSON.stringify(enqueue)}, trials: ${ways.length}, ${limits}, model: (p) => bad(p) })`;
  const home = tinyCompetition({ before: bad, parts: { sweeps: `[${sweep}]` } });
  return {
    home,
    run: async (options: RunSweepOptions) => runSweep(await openCompetition(home), options),
  };
};

describe('the limits of a sweep', { timeout: 300_000 }, () => {
  it('end a trial that hangs in a worker, and the sweep goes on', async () => {
    const { run } = outcomesOf(['well', 'hangs', 'well'], 'timeout: 1');
    const { rows } = await run({ workers: 2 });
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['complete', undefined],
      [
        'failed',
        'took more than 1 s for a fold, the time-out of the sweep — raise --timeout and retry by --retry-failed',
      ],
      ['complete', undefined],
    ]);
  });

  it('end a trial in this thread as soon as it reports', async () => {
    const { run } = outcomesOf(['well', 'hangs'], 'timeout: 60', true);
    const { rows } = await run({ workers: 0, timeout: 0.2 });
    expect(rows.map(({ state }) => state)).toEqual(['complete', 'failed']);
    expect(rows[1]!.reason).toContain('took more than 0.2 s for a fold');
  });

  it.each(['fills the heap', 'fills arrays'])('end a trial that %s', async (way) => {
    const { run } = outcomesOf(['well', way, 'well'], 'memory: 128');
    const { rows } = await run({ workers: 2 });
    expect(rows.map(({ state }) => state)).toEqual(['complete', 'failed', 'complete']);
    expect(rows[1]!.reason).toBe(
      'took more than 128 MiB, the memory limit of the sweep — raise memory in the sweep and retry by --retry-failed',
    );
  });

  it('count what compiled kernels work in', async () => {
    const before = `const wide = defineSweep({ name: 'wide', space: { units: choice(8, 4000) }, enqueue: [{ units: 8 }, { units: 4000 }, { units: 8 }], trials: 3, memory: 128, model: (p) => neuralNetwork({ layers: [dense({ units: p.units }), dense({ units: p.units })], optimizer: adam(), epochs: 2 }) });`;
    const home = tinyCompetition({ before, parts: { sweeps: '[wide]' } });
    const { rows } = await runSweep(await openCompetition(home), { workers: 1 });
    // 4000 · 4000 weights of 4 bytes, their gradients and two moments: 256 MB.
    expect(rows.map(({ state }) => state)).toEqual(['complete', 'failed', 'complete']);
    expect(rows[1]!.reason).toContain('took more than 128 MiB');
  });

  it('make a fact of a failure, which is tried again only where that is asked for', async () => {
    const { run, home } = outcomesOf(['hangs', 'well'], 'timeout: 0.2, lag: 1', true);
    const first = await run({ workers: 0 });
    expect(first.rows.map(({ state }) => state)).toEqual(['failed', 'complete']);
    expect(await run({ workers: 0, timeout: 60 })).toEqual(first);
    const again = await run({ workers: 0, timeout: 0.3, retryFailed: true });
    expect(again.study).toBe(first.study);
    expect(again.rows[0]!.reason).toContain('0.3 s');
    expect(again.rows[0]!.params).toEqual(first.rows[0]!.params);
    expect(again.rows[1]).toEqual(first.rows[1]);
    const { events } = readJournal(journalPath(home, first.study), studyEvent);
    expect(events.filter(({ type }) => type === 'trial-started')).toHaveLength(3);
    // And what was read back is the retry's.
    expect(await run({ workers: 0 })).toEqual(again);
  });

  it('are checked', async () => {
    await expect(outcomesOf(['well'], 'timeout: 0').run({})).rejects.toThrow(
      'sweep "bad": expected timeout as a number of seconds above 0, got 0 — pass timeout: 600',
    );
    await expect(outcomesOf(['well'], 'memory: 1').run({})).rejects.toThrow(
      'sweep "bad": expected memory as a number of MiB of at least 64, got 1 — pass memory: 1024',
    );
    await expect(outcomesOf(['well'], 'lag: 1').run({ timeout: Number.NaN })).rejects.toThrow(
      'expected timeout as a number of seconds above 0, got NaN',
    );
  });
});
