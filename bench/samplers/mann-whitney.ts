function erfc(x: number): number {
  // Abramowitz and Stegun 7.1.26 is enough for a p-value: within 1.5e-7.
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-x * x);
  return x >= 0 ? tail : 2 - tail;
}

/**
 * The p-value of the Mann-Whitney U test, two-sided, of whether one sample tends to be larger than the other: by the normal
 * approximation, with ties and the correction for continuity.
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const [n, m] = [a.length, b.length];
  const all = [...a.map((value) => ({ value, isA: true })), ...b.map((value) => ({ value, isA: false }))];
  all.sort((x, y) => x.value - y.value);
  let [rankSum, ties] = [0, 0];
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]!.value === all[from]!.value) to++;
    const equal = to - from;
    ties += equal ** 3 - equal;
    for (let i = from; i < to; i++) if (all[i]!.isA) rankSum += (from + to + 1) / 2;
    from = to;
  }
  const u = rankSum - (n * (n + 1)) / 2;
  const total = n + m;
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) return 1;
  const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / Math.sqrt(variance);
  return erfc(z / Math.SQRT2);
}

/** P-values of several tests as if each were the only one: Holm's step-down correction. */
export function holm(values: readonly number[]): readonly number[] {
  const order = values.map((_, i) => i).toSorted((a, b) => values[a]! - values[b]!);
  const corrected = values.map(() => 1);
  let largest = 0;
  for (const [place, i] of order.entries()) {
    largest = Math.max(largest, Math.min(1, values[i]! * (values.length - place)));
    corrected[i] = largest;
  }
  return corrected;
}
