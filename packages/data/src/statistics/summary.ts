import { momentsOf } from './moments.ts';
import { quantileOf } from './quantile.ts';

/** What numbers are summed up by, as pandas defines it: deviation and skewness are those of a sample. */
export type Summary =
  | 'mean'
  | 'std'
  | 'median'
  | 'min'
  | 'max'
  | 'skew'
  | 'q05'
  | 'q10'
  | 'q25'
  | 'q75'
  | 'q90'
  | 'q95';

export const everySummary: readonly Summary[] = Object.freeze([
  'mean',
  'std',
  'median',
  'min',
  'max',
  'skew',
  'q05',
  'q10',
  'q25',
  'q75',
  'q90',
  'q95',
]);

/** A summary of some finite numbers; NaN where so few of them do not have it. */
export function summaryOf(summary: Summary, values: Float64Array): number {
  if (values.length === 0) return Number.NaN;
  switch (summary) {
    case 'mean': {
      const { mean, rest } = momentsOf(values);
      return mean + rest;
    }
    case 'std':
      return sampleDeviation(values);
    case 'skew':
      return skewness(values);
    case 'min':
      return values.reduce((a, b) => Math.min(a, b));
    case 'max':
      return values.reduce((a, b) => Math.max(a, b));
    default:
      return quantileOf(values.toSorted(), summary === 'median' ? 0.5 : Number(summary.slice(1)) / 100);
  }
}

function sampleDeviation(values: Float64Array): number {
  const n = values.length;
  return n < 2 ? Number.NaN : momentsOf(values).deviation * Math.sqrt(n / (n - 1));
}

/** √(n(n − 1)) / (n − 2) · m₃ / m₂^{3/2}; 0 where the numbers do not differ. */
function skewness(values: Float64Array): number {
  const n = values.length;
  if (n < 3) return Number.NaN;
  const { mean, rest, deviation } = momentsOf(values);
  if (deviation === 0) return 0;
  let cubes = 0;
  for (const value of values) cubes += ((value - mean - rest) / deviation) ** 3;
  return ((cubes / n) * Math.sqrt(n * (n - 1))) / (n - 2);
}
