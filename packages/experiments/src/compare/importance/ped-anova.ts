import type { Parameter, Point } from '../../search/parameters.ts';
import { cellsOf, parzenOnGrid } from './parzen-on-grid.ts';

/** Keeps a ratio of densities finite. */
const tiny = 1e-12;

/** Those whose loss is at most that of the best share of all, ties included. */
function bestShare(losses: Float64Array, quantile: number): ReadonlySet<number> {
  const cutoff = losses.toSorted()[Math.ceil(quantile * losses.length) - 1]!;
  return new Set(Array.from(losses.keys()).filter((trial) => losses[trial]! <= cutoff));
}

/** Pearson's divergence of the better trials' density from that of all: Σ q (p/q − 1)². */
function divergence(better: Float64Array, all: Float64Array): number {
  return all.reduce((sum, density, cell) => {
    const q = density + tiny;
    return sum + q * ((better[cell]! + tiny) / q - 1) ** 2;
  }, 0);
}

/**
 * How much each parameter matters for being among the best share of the trials, up to a common factor: how far the density of these along
 * it is from that of all trials (Watanabe, Bansal & Hutter 2023, "PED-ANOVA"). Cheap, and about where the good ones are, where `fanova` is
 * about the whole space: a parameter that only tells bad from very bad has none.
 *
 * A parameter of a branch is judged among the trials that have it, and weighed by α²/β, where α of the best trials and β of all have it
 * (the conditional form of Optuna 5).
 *
 * @param points of trials that have all parameters of their branches; at least two.
 * @param quantile the share that counts as best; default 0.1, as in Optuna.
 */
export function pedAnova(
  parameters: readonly Parameter[],
  points: readonly Point[],
  losses: Float64Array,
  quantile = 0.1,
): readonly number[] {
  const best = bestShare(losses, quantile);
  return parameters.map(({ dimension }, i) => {
    const having = Array.from(points.keys()).filter((trial) => !Number.isNaN(points[trial]![i]!));
    const good = having.filter((trial) => best.has(trial));
    // Of one trial, or one value, nothing can be told.
    if (having.length < 2 || good.length === 0 || cellsOf(dimension) < 2) return 0;
    const at = (trials: readonly number[]): Float64Array =>
      parzenOnGrid(
        dimension,
        trials.map((trial) => points[trial]![i]!),
      );
    const [alpha, beta] = [good.length / best.size, having.length / points.length];
    const ofBest = best.size / points.length;
    return ((ofBest ** 2 * alpha ** 2) / beta) * divergence(at(good), at(having));
  });
}
