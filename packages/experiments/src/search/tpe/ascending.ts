/**
 * The order of numbers from 0 to 1, as indices. Buckets first, so that many of them cost a pass and not a sort; equal ones in the order
 * that they stand in.
 */
export function ascending(positions: Float64Array): Uint32Array {
  const count = positions.length;
  const starts = new Uint32Array(count + 2);
  const bucketOf = (position: number): number => Math.min(count - 1, Math.floor(position * count));
  for (let i = 0; i < count; i++) starts[bucketOf(positions[i]!) + 2]!++;
  for (let bucket = 2; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!;
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[starts[bucketOf(positions[i]!) + 1]!++] = i;
  // Within a bucket by insertion: each holds about one.
  for (let i = 1; i < count; i++) {
    const index = order[i]!;
    let place = i;
    for (; place > 0 && positions[order[place - 1]!]! > positions[index]!; place--)
      order[place] = order[place - 1]!;
    order[place] = index;
  }
  return order;
}
