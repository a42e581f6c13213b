import { parentPort } from 'node:worker_threads';
import { autoSampler, tpeSampler } from '@foldwise/experiments';
import { problems } from './problems.ts';
import { regretsOf } from './search-with.ts';

/** One search to the end. */
export interface Search {
  readonly problem: string;
  readonly kind: 'tpe' | 'auto';
  readonly seed: number;
  readonly budgets: readonly number[];
}

export interface Searched {
  readonly regrets: readonly number[];
}

parentPort!.on('message', ({ problem, kind, seed, budgets }: Search) => {
  const found = problems.find(({ name }) => name === problem)!;
  const sampler = kind === 'tpe' ? tpeSampler() : autoSampler();
  const searched: Searched = { regrets: regretsOf(found, sampler, seed, budgets) };
  parentPort!.postMessage(searched);
});
