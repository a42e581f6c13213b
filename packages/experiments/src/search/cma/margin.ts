import { normalCdf, normalQuantile } from '@foldwise/core';
import type { Distribution } from './distribution.ts';

/** The edges of the value that a position belongs to. Beside an outermost value there is one edge alone: both are that one. */
export type EdgesAt = (position: number) => readonly [low: number, high: number];

/** A distribution over values with steps, which never becomes so narrow that one value alone is drawn. */
export interface Margined {
  readonly distribution: Distribution;
  /** A: how much wider than σ²·C the values with steps are drawn, by axis. */
  readonly widths: Float64Array;
}

/** How far from its mean a normal distribution has this probability beyond. */
function deviatesBeyond(probability: number): number {
  return normalQuantile(1 - Math.min(0.5 - 1e-10, Math.max(1e-10, probability)));
}

/**
 * Leaves the probability of at least `margin` to the values beside the mean's own: where it would be less, the mean is moved and the
 * draws are widened, along that axis alone.
 *
 * Hamano, Saito, Nomura and Shirakawa (2022), "CMA-ES with Margin", section 4; margin: 1 / (n · λ).
 *
 * @param edges for each axis with steps its edges, undefined for the others.
 */
export function withMargin(
  { distribution, widths }: Margined,
  edges: readonly (EdgesAt | undefined)[],
  margin: number,
): Margined {
  const mean = distribution.mean.slice();
  const wider = widths.slice();
  const n = mean.length;
  for (const [i, edgesAt] of edges.entries()) {
    if (edgesAt === undefined) continue;
    const [low, high] = edgesAt(mean[i]!);
    const deviation = distribution.sigma * Math.sqrt(distribution.covariance[i * n + i]!);
    const spread = deviation * widths[i]!;
    const below = normalCdf((low - mean[i]!) / spread);
    const above = 1 - normalCdf((high - mean[i]!) / spread);
    if (Math.max(below, above) > 0.5) {
      if (Math.min(below, above) >= margin) continue;
      const side = mean[i]! < high ? -1 : 1;
      mean[i] = high + side * spread * deviatesBeyond(margin);
      continue;
    }
    // Where both have their share already, the equations below change nothing but last digits.
    if (Math.min(below, above) >= margin / 2) continue;
    const within = 1 - below - above;
    const [left, right] = [Math.max(below, margin / 2), Math.max(above, margin / 2)];
    const rest = (1 - left - right - within) / (left + right + within - 1.5 * margin);
    const toLeft = deviatesBeyond(left + rest * (left - margin / 2));
    const toRight = deviatesBeyond(right + rest * (right - margin / 2));
    wider[i] = (high - low) / ((toLeft + toRight) * deviation);
    mean[i] = (low * toRight + high * toLeft) / (toLeft + toRight);
  }
  return { distribution: { ...distribution, mean }, widths: wider };
}
