import { formatScore } from './number.ts';

/** Mean and sample standard deviation. */
export function spread(values: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1)) };
}

/** "0.7923 ± 0.0041": the fold scores of a run in short. */
export function formatSpread(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { mean, sd } = spread(values);
  if (Number.isNaN(sd)) return formatScore(mean);
  const text = formatScore(mean);
  const decimals = text.includes('e') ? undefined : (text.split('.')[1]?.length ?? 0);
  return `${text} ± ${decimals === undefined ? formatScore(sd) : sd.toFixed(decimals)}`;
}
