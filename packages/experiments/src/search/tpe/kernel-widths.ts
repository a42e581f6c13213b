/**
 * How wide the kernel on each observation is: as far as the farther of its two neighbours; at the outermost ones, as far as their only
 * neighbour, or, where it stands alone, the farther end. At least 1/(kernels + 1) of the range down to a hundredth, at most the whole.
 *
 * Bergstra et al. (2011), "Algorithms for Hyper-Parameter Optimization", section 4.2, with the clipping of Hyperopt and Optuna.
 *
 * @param positions from 0 to 1.
 * @param order of the positions, as `ascending` gives it.
 */
export function kernelWidths(positions: Float64Array, order: Uint32Array): Float64Array {
  const count = positions.length;
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
