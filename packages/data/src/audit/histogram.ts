import { quantileOf } from '../statistics/quantile.ts';

/** How many numbers lie in each of some bins of one width; what lies beyond the ends is counted in the outer ones. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly train: readonly number[];
  /** Of the test rows, in the same bins; empty without any. */
  readonly test: readonly number[];
}

const usualBins = 20;

/**
 * Counts ascending numbers of the training rows, and numbers of the test rows, in 20 bins from the 0.5 % to the 99.5 % quantile of the
 * former; in one bin a number where there are at most 20 whole ones in a row. `undefined` where there is no finite number.
 */
export function histogramOf(ascending: Float64Array, test: Float64Array | undefined): Histogram | undefined {
  const finite = ascending.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  const range = wholeNumbers(finite) ?? quantiles(finite);
  const counted = (values: Float64Array): readonly number[] => counts(values, range);
  return {
    low: range.low,
    high: range.high,
    train: counted(finite),
    test: test === undefined ? [] : counted(test),
  };
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly bins: number;
}

/** Bins around whole numbers, so that each has its own. */
function wholeNumbers(ascending: Float64Array): Range | undefined {
  const [least, most] = [ascending[0]!, ascending.at(-1)!];
  if (most - least >= usualBins || !ascending.every(Number.isInteger)) return undefined;
  return { low: least - 0.5, high: most + 0.5, bins: most - least + 1 };
}

function quantiles(ascending: Float64Array): Range {
  const [low, high] = [quantileOf(ascending, 0.005), quantileOf(ascending, 0.995)];
  if (low < high) return { low, high, bins: usualBins };
  const [least, most] = [ascending[0]!, ascending.at(-1)!];
  return least < most ? { low: least, high: most, bins: usualBins } : { low: least, high: most, bins: 1 };
}

function counts(values: Float64Array, { low, high, bins }: Range): readonly number[] {
  const found = Array.from({ length: bins }, () => 0);
  const scale = high > low ? bins / (high - low) : 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    found[Math.max(0, Math.min(bins - 1, Math.floor((value - low) * scale)))]!++;
  }
  return found;
}
