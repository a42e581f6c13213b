/**
 * The order of numbers from 0 to 1, as indices. Buckets first, so that many of them cost a pass and not a sort; equal ones in the order
 * that they stand in.
 */
function ascending(positions: Float64Array): Uint32Array {
  const count = positions.length;
  const starts = new Uint32Array(count + 2);
  const bucketOf = (position: number): number => Math.min(count - 1, Math.floor(position * count));
  for (const position of positions) starts[bucketOf(position) + 2]!++;
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

/**
 * How wide the kernel on each observation is: as far as the farther of its two neighbours; at the outermost ones, as far as their only
 * neighbour, or, where it stands alone, the farther end. At least 1/(kernels + 1) of the range down to a hundredth, at most the whole.
 *
 * Bergstra et al. (2011), "Algorithms for Hyper-Parameter Optimization", section 4.2, with the clipping of Hyperopt and Optuna.
 *
 * @param positions from 0 to 1.
 */
export function kernelWidths(positions: Float64Array): Float64Array {
  const count = positions.length;
  const order = ascending(positions);
  const narrowest = 1 / Math.min(100, count + 2);
  const widths = new Float64Array(count);
  const at = (place: number): number => {
    if (place < 0) return 0;
    return place < count ? positions[order[place]!]! : 1;
  };
  for (let place = 0; place < count; place++) {
    const before = at(place) - at(place - 1);
    const after = at(place + 1) - at(place);
    let width = Math.max(before, after);
    if (count >= 2 && place === 0) width = after;
    if (count >= 2 && place === count - 1) width = before;
    widths[order[place]!] = Math.min(1, Math.max(narrowest, width));
  }
  return widths;
}
