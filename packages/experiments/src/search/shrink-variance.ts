import { digamma, exp, log, trigamma } from '@foldwise/core';

/** An estimate of a variance, and on how many degrees of freedom it rests. */
export interface Variance {
  readonly value: number;
  readonly freedom: number;
}

/** The x whose ψ′(x) this is, by Newton's method on 1/ψ′, which is convex and nearly straight. */
function inverseTrigamma(y: number): number {
  if (y > 1e7) return 1 / Math.sqrt(y);
  if (y < 1e-6) return 1 / y;
  let x = 0.5 + 1 / y;
  for (let i = 0; i < 50; i++) {
    const now = trigamma(x);
    const h = 1e-5 * x;
    const slope = (trigamma(x + h) - trigamma(x - h)) / (2 * h);
    const step = (now * (1 - now / y)) / slope;
    x += step;
    if (-step / x < 1e-10) break;
  }
  return x;
}

function isKnown({ value, freedom }: Variance): boolean {
  return value >= 0 && value < Infinity && freedom > 0;
}

/**
 * What many variances have in common: the scaled inverse χ² distribution that they look drawn from, as one variance with degrees of
 * freedom, by the moments of their logarithms. Undefined of fewer than two, or where most are 0.
 *
 * With eᵢ = log sᵢ² − ψ(fᵢ/2) + log(fᵢ/2): ψ′(f₀/2) = var(e) − mean ψ′(fᵢ/2), and log s₀² = mean(e) + ψ(f₀/2) − log(f₀/2). Where they
 * differ no more than chance would have it, f₀ = ∞.
 *
 * Smyth (2004), "Linear models and empirical Bayes methods for assessing differential expression in microarray experiments", section 6.2.
 * As in limma, none counts for less than 10⁻⁵ of their median: the logarithm of next to nothing would outweigh all others.
 */
export function commonVariance(variances: readonly Variance[]): Variance | undefined {
  const known = variances.filter(isKnown);
  const n = known.length;
  const ascending = known.map(({ value }) => value).toSorted((a, b) => a - b);
  const least = 1e-5 * (ascending[n >> 1] ?? 0);
  if (n < 2 || least === 0) return undefined;
  const logs = known.map(
    ({ value, freedom }) => log(Math.max(value, least)) - digamma(freedom / 2) + log(freedom / 2),
  );
  const mean = logs.reduce((sum, each) => sum + each, 0) / n;
  const spread = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
  const byChance = known.reduce((sum, { freedom }) => sum + trigamma(freedom / 2), 0) / n;
  if (!(spread > byChance)) return { value: exp(mean), freedom: Infinity };
  const half = inverseTrigamma(spread - byChance);
  return { value: exp(mean + digamma(half) - log(half)), freedom: 2 * half };
}

/**
 * One variance, drawn towards what many have in common: (f₀ s₀² + f s²) / (f₀ + f). Its degrees of freedom are f₀ + f, but not more than
 * all variances together have.
 */
export function shrinkVariance(own: Variance, others: readonly Variance[]): Variance | undefined {
  const common = commonVariance(others);
  if (common === undefined) return undefined;
  const together = others.filter(isKnown).reduce((sum, { freedom }) => sum + freedom, own.freedom);
  if (common.freedom === Infinity) return { value: common.value, freedom: together };
  const freedom = common.freedom + own.freedom;
  const sum = common.freedom * common.value + (own.freedom === 0 ? 0 : own.freedom * own.value);
  return { value: sum / freedom, freedom: Math.min(freedom, together) };
}
