/** How far numbers are from the wanted ones, each relatively to the wanted one: the largest. Infinite where one is lacking. */
export function offBy(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  if (found.length !== wanted.length) return Infinity;
  const off = Array.from(
    found,
    (value, i) => Math.abs(value - wanted[i]!) / Math.max(1e-300, Math.abs(wanted[i]!)),
  );
  return Math.max(...off);
}
