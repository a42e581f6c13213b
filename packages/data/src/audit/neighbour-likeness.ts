import { float64Of } from '../table/column.ts';
import type { Column, NumberColumn, StringColumn } from '../table/column.ts';

/** How alike the targets of neighbouring rows are. */
export interface NeighbourLikeness {
  /** The correlation of a number with that of the row before, or how much oftener than by chance two neighbours share a class. */
  readonly name: 'autocorrelation' | 'agreement of neighbours';
  /** 0 is chance, 1 is equal; NaN where the target does not vary. */
  readonly value: number;
}

/**
 * How alike the targets of rows next to each other in the file are.
 *
 * Numbers: lag-1 autocorrelation, Σ (yᵢ − ȳ)(yᵢ₊₁ − ȳ) / Σ (yᵢ − ȳ)². Classes: (observed − expected) / (1 − expected) share of neighbours of
 * one class, where Σ p² is expected.
 */
export function neighbourLikeness(target: Column): NeighbourLikeness {
  return target.kind === 'number'
    ? { name: 'autocorrelation', value: autocorrelation(target) }
    : { name: 'agreement of neighbours', value: agreement(target) };
}

function autocorrelation(column: NumberColumn): number {
  const values = float64Of(column.values);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [product, square] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    const own = values[row]! - mean;
    square += own * own;
    if (row > 0) product += own * (values[row - 1]! - mean);
  }
  return product / square;
}

function agreement({ codes, levels }: StringColumn): number {
  const counts = new Float64Array(levels.length);
  let equal = 0;
  for (let row = 0; row < codes.length; row++) {
    counts[codes[row]!]!++;
    if (row > 0 && codes[row] === codes[row - 1]) equal++;
  }
  const rows = codes.length;
  const expected = counts.reduce((sum, count) => sum + (count / rows) ** 2, 0);
  return (equal / (rows - 1) - expected) / (1 - expected);
}
