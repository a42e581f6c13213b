import { exp, log, type Rng } from '@foldwise/core';

/** How a search that has ended begins again. */
export type Restarts = 'none' | 'ipop' | 'bipop';

/** One search, from its start to its end. */
export interface Run {
  readonly index: number;
  readonly population: number;
  readonly sigma: number;
  /** Whether it is one with a growing population; the first one is neither. */
  readonly kind: 'first' | 'large' | 'small';
  /** The largest population so far, and the trials that the runs of either kind have taken. */
  readonly largest: number;
  readonly spent: { readonly large: number; readonly small: number };
}

/** The first search. */
export function firstRun(population: number, sigma: number): Run {
  return {
    index: 0,
    population,
    sigma,
    kind: 'first',
    largest: population,
    spent: { large: 0, small: 0 },
  };
}

/**
 * The next search after one has ended: with twice the population (IPOP), or that and short searches with small populations and steps in
 * turn, so that either kind gets half of the trials (BIPOP).
 *
 * Auger and Hansen (2005), "A Restart CMA Evolution Strategy With Increasing Population Size"; Hansen (2009), "Benchmarking a
 * BI-Population CMA-ES on the BBOB-2009 Function Testbed".
 *
 * @param trials how many the ended search took.
 */
export function nextRun(
  { index, kind, largest, spent: before }: Run,
  { first, restarts, trials }: { readonly first: Run; readonly restarts: Restarts; readonly trials: number },
  random: Rng,
): Run {
  const spent = kind === 'first' ? before : { ...before, [kind]: before[kind] + trials };
  const next = { index: index + 1, spent };
  if (restarts === 'ipop' || spent.large <= spent.small) {
    const population = 2 * largest;
    return { ...next, kind: 'large', population, largest: population, sigma: first.sigma };
  }
  // λ · (½ λₗ / λ)^(U²) and σ · 10^(−2 U).
  const share = random.uniform();
  const population = first.population * exp(log(largest / first.population / 2) * share * share);
  const sigma = first.sigma * exp(-2 * Math.LN10 * random.uniform());
  return {
    ...next,
    kind: 'small',
    population: Math.max(first.population, Math.floor(population)),
    largest,
    sigma,
  };
}
