import type { Cell } from '../../src/query/flat-params.ts';
import { type TableRow, valueOf } from '../../src/query/run-fields.ts';

/** By which column, and whether from its largest on. */
export interface Order {
  readonly field: string;
  readonly isDescending: boolean;
}

/** `score`, `-units`: a minus before the column is from the largest on. */
export function orderOf(text: string): Order {
  return text.startsWith('-')
    ? { field: text.slice(1), isDescending: true }
    : { field: text === '' ? 'rank' : text, isDescending: false };
}

/**
 * Rows in an order; what has no value comes last, equals stay by study and trial. `rank` is best first, by the metric's goal, with those that
 * cannot be compared behind the others.
 */
export function sortRows(rows: readonly TableRow[], { field, isDescending }: Order): readonly TableRow[] {
  if (field === 'rank') {
    const ranked = rows.toSorted(byRank);
    return isDescending ? ranked.toReversed() : ranked;
  }
  const keyed = rows.map((row) => [valueOf(row, field) ?? null, row] as const);
  const sign = isDescending ? -1 : 1;
  return keyed
    .toSorted(([a], [b]) =>
      a === null || b === null ? Number(a === null) - Number(b === null) : sign * order(a, b),
    )
    .map(([, row]) => row);
}

/** Best first. */
export function byRank(a: TableRow, b: TableRow): number {
  const odd = Number(a.study.incomparable !== undefined) - Number(b.study.incomparable !== undefined);
  if (odd !== 0) return odd;
  const [left, right] = [a.run.score, b.run.score];
  if (left === null || right === null)
    return Number(left === null) - Number(right === null) || a.run.trial - b.run.trial;
  return (a.study.goal === 'maximize' ? right - left : left - right) || a.run.trial - b.run.trial;
}

function order(a: NonNullable<Cell>, b: NonNullable<Cell>): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : Number(left > right);
}
