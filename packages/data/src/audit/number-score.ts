import type { Column } from '../table/column.ts';
import type { ColumnBins } from './bins-of.ts';
import type { InnerFolds } from './inner-folds.ts';

/** Rows of the prior that a bin's mean is mixed with. */
const smoothing = 10;
/** Training rows that a straight line is drawn through. */
const leastForLine = 10;

/** Sums over the rows of a bin, x counted from a number of the bin so that large ones keep their digits. */
interface Sums {
  rows: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  least: number;
  most: number;
}

const none = (): Sums => ({ rows: 0, x: 0, y: 0, xx: 0, xy: 0, least: Infinity, most: -Infinity });

/**
 * The cross-fitted R² of one column: in each bin the mean of its training rows, (Σ y + 10 · prior) / (rows + 10), or where the numbers of
 * 10 training rows differ their least-squares line, kept between the least and the largest target of the bin.
 */
export function numberScore(
  column: Column,
  bins: ColumnBins,
  target: Float64Array,
  folds: InnerFolds,
): number {
  const origin = originsOf(column, bins);
  const xOf = (row: number): number =>
    column.kind === 'number' && !Number.isNaN(column.values[row]!)
      ? column.values[row]! - origin[bins.of[row]!]!
      : 0;
  const sums = Array.from({ length: folds.count * bins.count }, none);
  for (let row = 0; row < target.length; row++) {
    add(sums[folds.of[row]! * bins.count + bins.of[row]!]!, xOf(row), target[row]!);
  }
  const predictors = Array.from({ length: folds.count }, (_, fold) => trained(sums, bins.count, fold));
  const mean = target.reduce((total, y) => total + y, 0) / target.length;
  let [left, all] = [0, 0];
  for (let row = 0; row < target.length; row++) {
    const y = target[row]!;
    left += (y - predictors[folds.of[row]!]!(bins.of[row]!, xOf(row))) ** 2;
    all += (y - mean) ** 2;
  }
  return all === 0 ? NaN : 1 - left / all;
}

function originsOf(column: Column, { of, count }: ColumnBins): Float64Array {
  const origin = new Float64Array(count).fill(NaN);
  if (column.kind !== 'number') return origin;
  for (let row = 0; row < of.length; row++) {
    if (Number.isNaN(origin[of[row]!]!)) origin[of[row]!] = column.values[row]!;
  }
  return origin;
}

function add(sums: Sums, x: number, y: number): void {
  sums.rows++;
  sums.x += x;
  sums.y += y;
  sums.xx += x * x;
  sums.xy += x * y;
  sums.least = Math.min(sums.least, y);
  sums.most = Math.max(sums.most, y);
}

/** What the rows outside a fold predict for a bin and a place in it. */
function trained(sums: readonly Sums[], count: number, fold: number): (bin: number, x: number) => number {
  const others = Array.from({ length: count }, none);
  sums.forEach((part, at) => {
    if (Math.floor(at / count) !== fold) join(others[at % count]!, part);
  });
  const rows = others.reduce((total, bin) => total + bin.rows, 0);
  const prior = others.reduce((total, bin) => total + bin.y, 0) / rows;
  const lines = others.map((bin) => lineOf(bin, prior));
  return (bin, x) => lines[bin]!(x);
}

function join(into: Sums, part: Sums): void {
  into.rows += part.rows;
  into.x += part.x;
  into.y += part.y;
  into.xx += part.xx;
  into.xy += part.xy;
  into.least = Math.min(into.least, part.least);
  into.most = Math.max(into.most, part.most);
}

function lineOf({ rows, x, y, xx, xy, least, most }: Sums, prior: number): (x: number) => number {
  const spread = xx - (x * x) / rows;
  // Differences that rounding alone could make are none.
  if (rows < leastForLine || !(spread > 1e-12 * xx)) {
    const mean = (y + smoothing * prior) / (rows + smoothing);
    return () => mean;
  }
  const slope = (xy - (x * y) / rows) / spread;
  return (at) => Math.min(most, Math.max(least, y / rows + slope * (at - x / rows)));
}
