import { rng } from '@foldwise/core';
import type { Sampler, Trial } from '@foldwise/experiments';
import type { Problem } from './problems.ts';

/** How far above the minimum the lowest loss is after so many trials, one after the other. */
export function regretsOf(
  problem: Problem,
  sampler: Sampler,
  seed: number,
  budgets: readonly number[],
): readonly number[] {
  const { space, minimum, loss } = problem;
  const random = rng(seed);
  const history: Trial[] = [];
  const lowest: number[] = [];
  for (let trial = 0; trial < Math.max(...budgets); trial++) {
    const params = sampler.suggest({
      space,
      trial,
      history,
      goal: 'minimize',
      rng: random.split(`trial ${trial}`),
      sweepRng: random.split('sweep'),
    });
    if (params === undefined) break;
    const score = loss(params);
    history.push({ number: trial, params, state: 'complete', score, foldScores: [score] });
    lowest.push(Math.min(score, lowest.at(-1) ?? Infinity));
  }
  return budgets.map((budget) => (lowest[budget - 1] ?? lowest.at(-1)!) - minimum);
}
