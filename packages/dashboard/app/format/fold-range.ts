import type { TableRow } from '../../src/query/run-fields.ts';

/** The scale of the dots of folds: what lies between, without the two hundredths at either end that would press all others together. */
export function foldRange(rows: readonly TableRow[]): { readonly low: number; readonly high: number } {
  const scores = rows
    .filter(({ study, run }) => study.incomparable === undefined && run.state === 'complete')
    .flatMap(({ run }) => run.foldScores)
    .filter((score) => score !== null);
  const sorted = Float64Array.from(scores).toSorted();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(0.02), high: at(0.98) };
}
