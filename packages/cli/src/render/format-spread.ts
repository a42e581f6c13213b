import { spread } from '../facts/spread.ts';
import { formatScore } from './number.ts';

/** "0.7923 ± 0.0041": the fold scores of a run in short. */
export function formatSpread(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { mean, sd } = spread(values);
  if (Number.isNaN(sd)) return formatScore(mean);
  const text = formatScore(mean);
  const decimals = text.includes('e') ? undefined : (text.split('.')[1]?.length ?? 0);
  return `${text} ± ${decimals === undefined ? formatScore(sd) : sd.toFixed(decimals)}`;
}
