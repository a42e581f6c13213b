import { countBelow } from './count-below.ts';

/**
 * Ranks of numbers, equal ones by their mean rank, brought to mean 0 and length 1, so that a dot product of two is their rank
 * correlation (Spearman's); 0 for missing numbers, and for all where they do not differ.
 */
export function standardRanks(values: Float64Array): Float64Array {
  const ascending = values.filter((value) => !Number.isNaN(value)).toSorted();
  const middle = ascending.length / 2;
  const ranks = values.map((value) =>
    Number.isNaN(value)
      ? 0
      : (countBelow(ascending, value) + countBelow(ascending, value, true)) / 2 - middle,
  );
  const length = Math.sqrt(ranks.reduce((sum, rank) => sum + rank * rank, 0));
  return length === 0 ? ranks : ranks.map((rank) => rank / length);
}

/** The rank correlation of numbers whose `standardRanks` these are. */
export function rankCorrelation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
