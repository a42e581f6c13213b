import { log } from '@foldwise/core';

/** The numbers that a population's size and the count of axes determine, by the names of Hansen's tutorial. */
export interface Strategy {
  readonly axes: number;
  readonly population: number;
  /** μ: how many of a generation the next mean is made of. */
  readonly parents: number;
  /** w, the best first; below 0 for the worse half, from which the covariance turns away. `[population]`. */
  readonly weights: readonly number[];
  /** μ_eff */
  readonly selectionMass: number;
  /** c₁ and c_μ: how fast the covariance follows the path and the generation. */
  readonly rankOneRate: number;
  readonly rankMuRate: number;
  /** c_c, c_σ and d_σ: how fast paths forget, and how strongly the step follows its own. */
  readonly covarianceRate: number;
  readonly stepRate: number;
  readonly stepDamping: number;
  /** E‖N(0, I)‖ */
  readonly usualLength: number;
}

/** 4 + ⌊3 ln n⌋ (equation 48). */
export function usualPopulation(axes: number): number {
  return 4 + Math.floor(3 * log(axes));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** (Σ w)² / Σ w² */
function massOf(weights: readonly number[]): number {
  const total = sumOf(weights);
  return (total * total) / sumOf(weights.map((weight) => weight * weight));
}

/**
 * The default constants of CMA-ES.
 *
 * Hansen (2016), "The CMA Evolution Strategy: A Tutorial", table 1 and equations 48 to 58.
 */
export function strategyOf(axes: number, population: number): Strategy {
  const parents = population >> 1;
  const raw = Array.from({ length: population }, (_, i) => log((population + 1) / 2) - log(i + 1));
  const [mass, negativeMass] = [massOf(raw.slice(0, parents)), massOf(raw.slice(parents))];
  const rankOneRate = 2 / ((axes + 1.3) ** 2 + mass);
  // A little below 1 − c₁, for very large populations.
  const most = 1 - rankOneRate - 1e-8;
  const rankMuRate = Math.min(most, (2 * (mass - 2 + 1 / mass)) / ((axes + 2) ** 2 + mass));
  const turnAway = Math.min(
    1 + rankOneRate / rankMuRate,
    1 + (2 * negativeMass) / (mass + 2),
    (1 - rankOneRate - rankMuRate) / (axes * rankMuRate),
  );
  const positive = sumOf(raw.filter((weight) => weight > 0));
  const negative = -sumOf(raw.filter((weight) => weight < 0));
  const stepRate = (mass + 2) / (axes + mass + 5);
  return {
    axes,
    population,
    parents,
    weights: raw.map((weight) => (weight >= 0 ? weight / positive : (weight * turnAway) / negative)),
    selectionMass: mass,
    rankOneRate,
    rankMuRate,
    covarianceRate: (4 + mass / axes) / (axes + 4 + (2 * mass) / axes),
    stepRate,
    stepDamping: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (axes + 1)) - 1) + stepRate,
    usualLength: Math.sqrt(axes) * (1 - 1 / (4 * axes) + 1 / (21 * axes * axes)),
  };
}
