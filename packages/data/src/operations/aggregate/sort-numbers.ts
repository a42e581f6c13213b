/** Below this, moving neighbours costs less than a call of the engine's sort. */
const FEW = 24;

/** Sorts the first `count` numbers in place, none of them NaN, and gives a view of them. */
export function sortNumbers(values: Float64Array, count: number): Float64Array {
  const part = values.subarray(0, count);
  // oxlint-disable-next-line unicorn/no-array-sort -- in place is what is wanted
  if (count > FEW) return part.sort();
  for (let i = 1; i < count; i++) {
    const value = values[i]!;
    let at = i;
    for (; at > 0 && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
    values[at] = value;
  }
  return part;
}
