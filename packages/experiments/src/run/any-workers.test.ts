import { describe, expect, it } from 'vitest';
import { prunedCompetition } from '../../test/pruned-competition.ts';
import { tinyCompetition } from '../../test/tiny-competition.ts';
import * as experiments from '../index.ts';
import type { CompetitionHome } from './home.ts';
import { openCompetition } from './open-competition.ts';
import { readStudy } from './read-studies.ts';
import type { RunRow } from './run-row.ts';
import { runSweep } from './run-sweep.ts';

/** Each learns from results within the trials: with a lag of 8, trial 15 sees those up to trial 7. */
const samplers: Readonly<Record<string, string>> = {
  randomSampler: '()',
  sobolSampler: '()',
  haltonSampler: '()',
  gridSampler: '({ points: 4, shuffle: true })',
  tpeSampler: '({ startup: 3 })',
  gpSampler: '({ startup: 3 })',
  autoSampler: '()',
  cmaesSampler: '({ population: 4 })',
  nsga2Sampler: '({ population: 4 }), objectives: [logLoss()]',
};

/** Each ends some of the trials, but for the one that never does. */
const pruners: Readonly<Record<string, string>> = {
  neverPruner: '()',
  medianPruner: '({ startup: 3 })',
  percentilePruner: '(30, { startup: 3, warmup: 2, interval: 2 })',
  patientPruner: '(experiments.medianPruner({ startup: 3 }), { patience: 0 })',
  successiveHalvingPruner: '()',
  hyperbandPruner: '({ maxEpochs: 9 })',
  pairedPruner: '({ startup: 3 })',
  eitherPruner:
    '(experiments.successiveHalvingPruner({ minEpochs: 3 }), experiments.medianPruner({ startup: 3 }))',
};

/** Trials that take longer the smaller their number, so that they end in another order than they began. */
const searched = (sampler: string) =>
  tinyCompetition({
    delay: 1,
    before: `const sweep = defineSweep({ name: 'any', space: { shift: float(0, 1), fails: choice(false, true) }, sampler: experiments.${sampler}, trials: 20, model: (p) => guess({ shift: p.shift, fails: p.fails && p.shift > 0.8 }) });`,
    parts: { sweeps: '[sweep]' },
  });

/** Epochs that take a moment, so that folds and trials do overlap. */
const pruned = (pruner: string) =>
  prunedCompetition({ pruner: `${pruner}, sampler: tpeSampler({ startup: 3 })`, trials: 14, delay: 1 });

async function run(home: CompetitionHome, workers: number): Promise<readonly RunRow[]> {
  return (await runSweep(await openCompetition(home), { workers })).rows;
}

/** The rows of a sweep in this thread, and the numbers of workers that give others, each in a folder of its own. */
async function rowsOf(make: () => CompetitionHome, numbers: readonly number[]) {
  const rows = await run(make(), 0);
  const differing: number[] = [];
  for (const workers of numbers)
    if (JSON.stringify(await run(make(), workers)) !== JSON.stringify(rows)) differing.push(workers);
  return { rows, differing };
}

describe('the table of a sweep is the same bytes', { timeout: 600_000 }, () => {
  it('for one worker and for eight: tpeSampler', async () => {
    const { differing } = await rowsOf(() => searched(`tpeSampler${samplers['tpeSampler']!}`), [1, 8]);
    expect(differing).toEqual([]);
  });

  it.each(Object.entries(samplers))(
    'for 1, 2, 4 and 8 workers: %s',
    { tags: ['slow'] },
    async (name, options) => {
      const { differing } = await rowsOf(() => searched(name + options), [1, 2, 4, 8]);
      expect(differing).toEqual([]);
    },
  );

  it.each(Object.entries(pruners))(
    'for 1, 2, 4 and 8 workers: %s',
    { tags: ['slow'] },
    async (name, options) => {
      const { rows, differing } = await rowsOf(() => pruned(name + options), [1, 2, 4, 8]);
      expect(differing).toEqual([]);
      const states = name === 'neverPruner' ? ['complete'] : ['complete', 'pruned'];
      expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(states));
    },
  );

  it.each([
    ['Sampler', samplers],
    ['Pruner', pruners],
  ])('is asked for of every %s of the package', (ending, table) => {
    const exported = Object.keys(experiments).filter((name) => name.endsWith(ending));
    expect(Object.keys(table).toSorted()).toEqual(exported.toSorted());
  });
});

describe('the journal', { timeout: 600_000 }, () => {
  it.each([0, 2])('says which of %i workers trained which fold, also of failed trials', async (workers) => {
    const home = searched('randomSampler()');
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
