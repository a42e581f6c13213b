// cos x and sin x / x in powers of x², to more terms than a float64 shows for x ≤ π/4.
const COSINE = [
  1,
  -1 / 2,
  1 / 24,
  -1 / 720,
  1 / 40320,
  -1 / 3628800,
  1 / 479001600,
  -1 / 87178291200,
  1 / 20922789888000,
];
const SINE = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800, 1 / 6227020800, -1 / 1307674368000];

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/**
 * The slope that schedules glide down: ½·(1 + cos πt), 1 at t = 0 and 0 at t = 1, with the same bits on every machine.
 *
 * It is cos²(πt/2) up to the middle and sin²(π(1 − t)/2) after it, each by its power series.
 */
export function halfCosine(t: number): number {
  if (t <= 0.5) {
    const x = (Math.PI / 2) * t;
    return polynomial(COSINE, x * x) ** 2;
  }
  const x = (Math.PI / 2) * (1 - t);
  return (x * polynomial(SINE, x * x)) ** 2;
}
