/**
 * The greatest difference between two lists of numbers, as a share of the greatest wanted one; Infinity where one is NaN or infinite and
 * the other not the same.
 */
export function worstDifference(wanted: ArrayLike<number>, got: ArrayLike<number>, atLeast = 1e-30): number {
  if (wanted.length !== got.length) return Infinity;
  let scale = atLeast;
  let most = 0;
  for (let i = 0; i < wanted.length; i++) {
    const [a, b] = [wanted[i]!, got[i]!];
    if (Object.is(a, b) || a === b) continue;
    const difference = Math.abs(a - b);
    if (!Number.isFinite(difference)) return Infinity;
    most = Math.max(most, difference);
  }
  for (let i = 0; i < wanted.length; i++) {
    if (Number.isFinite(wanted[i]!)) scale = Math.max(scale, Math.abs(wanted[i]!));
  }
  return most / scale;
}
