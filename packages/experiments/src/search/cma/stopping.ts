import type { Distribution } from './distribution.ts';
import type { Strategy } from './strategy.ts';

/** The best and the worst loss of a generation. */
export interface LossRange {
  readonly best: number;
  readonly worst: number;
}

/** Losses, deviations beside the first one, and condition numbers that count as the end, as in cmaes 0.13. */
const sameLoss = 1e-12;
const sameDeviation = 1e-12;
const mostDeviation = 1e4;
const worstCondition = 1e14;

/** For how many generations losses must not differ before a search has ended. */
export function generationsToWait({ axes, population }: Strategy): number {
  return 10 + Math.ceil((30 * axes) / population);
}

/**
 * Whether there is nothing more to find from here: losses no longer differ, or steps are lost in rounding, too long, or lopsided.
 *
 * @param recent of the last `generationsToWait` generations.
 */
export function hasEnded(
  { mean, sigma, covariance, axes, covariancePath }: Distribution,
  strategy: Strategy,
  recent: readonly LossRange[],
  firstSigma: number,
): boolean {
  const n = mean.length;
  if (recent.length >= generationsToWait(strategy)) {
    const [best, worst] = [recent.map((each) => each.best), recent.map((each) => each.worst)];
    if (Math.max(...worst) - Math.min(...best) < sameLoss) return true;
  }
  const deviations = mean.map((_, i) => sigma * Math.sqrt(covariance[i * n + i]!));
  const least = sameDeviation * firstSigma;
  if (deviations.every((each, i) => each < least && Math.abs(sigma * covariancePath[i]!) < least))
    return true;
  const [longest, shortest] = [Math.max(...axes.lengths), Math.min(...axes.lengths)];
  if (sigma * longest > mostDeviation || (longest / shortest) ** 2 > worstCondition) return true;
  return mean.some((middle, i) => middle === middle + 0.2 * deviations[i]!);
}
