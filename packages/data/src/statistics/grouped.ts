/**
 * The numbers of each group, in row order: `groups[code]` for codes 0 … count − 1.
 *
 * One pass to count and one to fill, into one array that the groups are views of.
 */
export function grouped(
  codes: ArrayLike<number>,
  count: number,
  values: Float64Array,
): readonly Float64Array[] {
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < codes.length; row++) starts[codes[row]! + 1]!++;
  for (let code = 0; code < count; code++) starts[code + 1]! += starts[code]!;
  const ends = starts.slice(0, count);
  const filled = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) filled[ends[codes[row]!]!++] = values[row]!;
  return Array.from({ length: count }, (_, code) => filled.subarray(starts[code], starts[code + 1]));
}
