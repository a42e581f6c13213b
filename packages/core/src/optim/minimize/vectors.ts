/** Σ aᵢ·bᵢ. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** a + t·b. */
export function moved(a: Float64Array, t: number, b: Float64Array): Float64Array {
  return a.map((number, i) => number + t * b[i]!);
}

/** The largest |aᵢ|; NaN where there is one. */
export function largest(a: Float64Array): number {
  return a.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}
