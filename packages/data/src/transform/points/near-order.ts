/** Points one after the other, of which the first few numbers tell most of what tells them apart. */
export interface LongPoints {
  readonly count: number;
  readonly width: number;
  readonly data: Float64Array;
  /** How many of the numbers are looked at. */
  readonly telling: number;
}

/**
 * An order of points in which those of a run are near each other: they are cut in two across the direction in which they lie farthest
 * apart, at a whole number of runs, and the halves again (the leaves of a k-d tree; Bentley 1975).
 */
export function nearOrder(points: LongPoints, run: number): Uint32Array {
  const order = new Uint32Array(points.count);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const along = new Float64Array(points.count);
  const cut = (from: number, to: number): void => {
    if (to - from <= run) return;
    const axis = longestAxis(points, order, from, to);
    for (let i = from; i < to; i++) along[i] = points.data[order[i]! * points.width + axis]!;
    const middle = from + run * Math.ceil((to - from) / run / 2);
    select(along, order, from, to - 1, middle);
    cut(from, middle);
    cut(middle, to);
  };
  cut(0, order.length);
  return order;
}

function longestAxis(
  { width, data, telling }: LongPoints,
  order: Uint32Array,
  from: number,
  to: number,
): number {
  let [longest, axis] = [-1, 0];
  for (let i = 0; i < telling; i++) {
    let [least, most] = [Infinity, -Infinity];
    for (let at = from; at < to; at++) {
      const value = data[order[at]! * width + i]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (most - least > longest) [longest, axis] = [most - least, i];
  }
  return axis;
}

/** Brings keys, and what goes with them, into an order in which none before `place` is larger than one from it on (Hoare's quickselect). */
function select(keys: Float64Array, items: Uint32Array, first: number, last: number, place: number): void {
  let [low, high] = [first, last];
  while (low < high) {
    const pivot = keys[(low + high) >> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (keys[left]! < pivot) left++;
      while (keys[right]! > pivot) right--;
      if (left > right) break;
      const [key, item] = [keys[left]!, items[left]!];
      keys[left] = keys[right]!;
      items[left] = items[right]!;
      keys[right] = key;
      items[right] = item;
      left++;
      right--;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return;
  }
}
