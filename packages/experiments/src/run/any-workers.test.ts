import { describe, expect, it } from 'vitest';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import { openCompetition } from './open-competition.ts';
import { readStudy } from './read-studies.ts';
import { runSweep } from './run-sweep.ts';

/** Each learns from results within the trials: with a lag of 8, trial 15 sees those up to trial 7. */
const samplers: Readonly<Record<string, string>> = {
  random: 'randomSampler()',
  sobol: 'sobolSampler()',
  grid: 'gridSampler({ points: 4, shuffle: true })',
  tpe: 'tpeSampler({ startup: 3 })',
  gp: 'gpSampler({ startup: 3 })',
  auto: 'autoSampler()',
  cmaes: 'experiments.cmaesSampler({ population: 4 })',
  nsga2: 'experiments.nsga2Sampler({ population: 4 }), objectives: [logLoss()]',
};

/** Trials that take longer the smaller their number, so that they end in another order than they began. */
const competition = (sampler: string) =>
  tinyCompetition({
    delay: 1,
    before: `const sweep = defineSweep({ name: 'any', space: { shift: float(0, 1), fails: choice(false, true) }, sampler: ${sampler}, trials: 20, model: (p) => guess({ shift: p.shift, fails: p.fails && p.shift > 0.8 }) });`,
    parts: { sweeps: '[sweep]' },
  });

async function run(sampler: string, workers: number): Promise<string> {
  const { rows } = await runSweep(await openCompetition(competition(sampler)), { workers });
  return JSON.stringify(rows);
}

describe('the table of a sweep is the same bytes', { timeout: 600_000 }, () => {
  it('for one worker and for eight: tpe', async () => {
    const { tpe } = samplers;
    expect(await run(tpe!, 8)).toBe(await run(tpe!, 1));
  });

  it.each(Object.entries(samplers))(
    'for 1, 2, 4 and 8 workers: %s',
    { tags: ['slow'] },
    async (_, sampler) => {
      const inline = await run(sampler, 0);
      for (const workers of [1, 2, 4, 8])
        expect(await run(sampler, workers), `${workers} workers`).toBe(inline);
    },
  );
});

describe('the journal', { timeout: 600_000 }, () => {
  it.each([0, 2])('says which of %i workers trained which fold, also of failed trials', async (workers) => {
    const home = competition('randomSampler()');
    const { study } = await runSweep(await openCompetition(home), { workers });
    const ended = [...readStudy(home, study)!.ended.values()];
    expect(new Set(ended.map(({ type }) => type))).toEqual(new Set(['trial-complete', 'trial-failed']));
    const seen = new Set<number | null>();
    for (const { work } of ended) {
      const { workers: by, starts, seconds } = work!;
      const spans = by.map((worker, fold) => ({
        worker,
        start: starts[fold]!,
        end: starts[fold]! + seconds[fold]!,
      }));
      expect(spans).toHaveLength(3);
      for (const [worker, own] of Map.groupBy(spans, (span) => span.worker)) {
        seen.add(worker);
        const inOrder = own.toSorted((one, other) => one.start - other.start);
        // One after the other, but for the milliseconds that times are rounded to.
        inOrder
          .slice(1)
          .forEach(({ start }, i) => expect(start).toBeGreaterThanOrEqual(inOrder[i]!.end - 0.002));
      }
    }
    expect(seen).toEqual(new Set(workers === 0 ? [1] : [1, 2]));
  });
});
