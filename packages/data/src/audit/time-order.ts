import { parseDate } from '../format/parse-date.ts';
import type { Fold } from '../split/splitter.ts';
import { float64Of } from '../table/column.ts';
import type { Column } from '../table/column.ts';

/** Numbers, or seconds of dates, NaN for missing cells; `undefined` for other texts. */
export function timesOf(column: Column): Float64Array | undefined {
  if (column.kind === 'number') return float64Of(column.values);
  const seconds = new Float64Array(column.levels.length);
  for (const code of new Set(column.codes)) {
    if (code < 0) continue;
    const time = parseDate(column.levels[code]!);
    if (time === undefined) return undefined;
    seconds[code] = time;
  }
  return Float64Array.from(column.codes, (code) => (code < 0 ? NaN : seconds[code]!));
}

/** The share of times that are later than all of others; missing ones are left out. */
export function shareLater(times: Float64Array, others: Float64Array): number {
  let latest = -Infinity;
  for (let i = 0; i < others.length; i++) if (others[i]! > latest) latest = others[i]!;
  let [later, known] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (Number.isNaN(time)) continue;
    known++;
    if (time > latest) later++;
  }
  return later / known;
}

/** The share of validation rows that are later than every training row of their fold, a mean over the folds. */
export function shareLaterInFolds(times: Float64Array, folds: readonly Fold[]): number {
  const at = (rows: Uint32Array) => Float64Array.from(rows, (row) => times[row]!);
  const shares = folds.map(({ train, validation }) => shareLater(at(validation), at(train)));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
