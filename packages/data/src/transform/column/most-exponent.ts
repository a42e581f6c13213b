/** How far a power may go from 0 with these logarithms: beyond, squares of what it makes would overflow a float64. */
export function mostExponent(logs: Float64Array): number {
  return 300 / logs.reduce((most, u) => Math.max(most, Math.abs(u)), 0);
}
