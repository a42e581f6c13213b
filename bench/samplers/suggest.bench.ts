import { rng } from '@foldwise/core';
import { gpSampler, type Sampler, type Trial, tpeSampler } from '@foldwise/experiments';
import { type Bench, cpuSeconds, type Side } from '../harness.ts';
import { problems } from './problems.ts';

const { space, loss } = problems.find(({ name }) => name === 'mixed-conditional-8')!;

/** Trials at random, and a sampler that has seen all of them before: each suggestion is for one trial more. */
function suggesting(name: string, sampler: Sampler, trials: number): Side {
  return {
    name,
    async open() {
      const random = rng(1);
      const history: Trial[] = [];
      const context = (trial: number) => ({
        space,
        trial,
        history,
        goal: 'minimize' as const,
        rng: random.split(`trial ${trial}`),
        sweepRng: random.split('sweep'),
      });
      const record = (trial: number, params: ReturnType<Sampler['suggest']>): void => {
        const score = loss(params!);
        history.push({ number: trial, params: params!, state: 'complete', score, foldScores: [score] });
      };
      const fresh = tpeSampler({ startup: trials });
      for (let trial = 0; trial < trials; trial++) record(trial, fresh.suggest(context(trial)));
      return {
        round: () => {
          const seconds = cpuSeconds(() => {
            for (let i = 0; i < 20; i++) record(history.length, sampler.suggest(context(history.length)));
          });
          return (seconds / 20) * 1000;
        },
      };
    },
  };
}

/** What a suggestion costs once so many trials are known, in a space of eight parameters, numbers, options and branches. */
export default [
  ...[100, 1000, 10_000].map((trials): Bench => ({
    name: `suggest, TPE, ${trials} trials`,
    unit: 'ms',
    ours: [suggesting('tpe', tpeSampler(), trials)],
    peers: [],
  })),
  {
    name: 'suggest, Gaussian process, 100 trials',
    unit: 'ms',
    ours: [suggesting('gp', gpSampler(), 100)],
    peers: [],
  },
] satisfies readonly Bench[];
